using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Merging;
using Tidemark.Storage.Import.Files;

namespace Tidemark.Storage.Import;

/// <summary>Reads bars from a file of any known layout (csv, csv.gz, zip) without storing them.</summary>
public static class BarFileReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; null for everything to be found out and nothing to be repaired.</param>
    /// <param name="progress">Takes bytes of the file read so far.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="BadInputException">The file cannot be used; the message names file, line and reason.</exception>
    public static ImportedBars Read(string path, ReadOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var tables = new List<ParsedTable>();
        InputFile.ForEachTable(path, progress, 0, table => tables.Add(new TableImporter(table, options ?? new ReadOptions(), cancellation).Read()));
        if (tables.Find(table => table.Bars is null) is { } trades) throw new BadInputException($"{trades.Report.Name}: these are trades, not bars");
        var bars = Together(path, tables);
        return new ImportedBars(bars, GapMap.Of(bars), [.. tables.Select(table => table.Report)]);
    }

    private static BarColumns Together(string path, List<ParsedTable> tables)
    {
        if (tables.Count == 1) return tables[0].Bars!;
        var interval = tables[0].Bars!.Interval;
        if (tables.Find(table => table.Bars!.Interval != interval) is { } other)
            throw new BadInputException($"{path}: {tables[0].Report.Name} holds {interval} bars and {other.Report.Name} {other.Bars!.Interval} bars");
        var merger = new BarMerger(new BarSpec(InstrumentId.Spot("BARS", "FILE", "file"), interval), ConflictRepair.Refuse);
        try
        {
            foreach (var table in tables) merger.Add(table.Bars!);
        }
        catch (BadInputException failure)
        {
            throw new BadInputException($"{path}: {failure.Message}", failure);
        }
        var joined = new BarTable(merger.Pieces.Sum(piece => piece.Count));
        foreach (var piece in merger.Pieces)
            for (var i = 0; i < piece.Count; i++) joined.Add(piece, i);
        return joined.ToColumns(interval);
    }
}
