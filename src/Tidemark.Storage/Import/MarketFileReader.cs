using Tidemark.Storage.Import.Files;

namespace Tidemark.Storage.Import;

/// <summary>Reads bars or trades, whichever a file holds, in any known layout (csv, csv.gz, zip) without storing them.</summary>
public static class MarketFileReader
{
    /// <returns>Either bars or trades.</returns>
    /// <exception cref="BadInputException">The file cannot be used; the message names file, line and reason.</exception>
    public static (BarColumns? Bars, TradeColumns? Trades) Read(string path, ReadOptions? options = null, CancellationToken cancellation = default)
    {
        var tables = new List<ParsedTable>();
        InputFile.ForEachTable(path, null, 0, table => tables.Add(new TableImporter(table, options ?? new ReadOptions(), cancellation).Read()));
        if (tables[0].Trades is not null) return tables.Count == 1 ? (null, tables[0].Trades) : throw new BadInputException($"{path}: several tables of trades; give one file for each");
        return (BarFileReader.Read(path, options, null, cancellation).Bars, null);
    }
}
