using System.Globalization;
using System.IO.Compression;

namespace Tidemark.Tests.Storage.Catalog;

/// <summary>Reads the shared folder's plain layouts without the importer, so that tests of the catalog do not depend on it.</summary>
internal static class PlainCsv
{
    public static BarColumns Bars(string path, Interval interval) => BarColumns.FromBars(interval,
        [.. Rows(path).Select(row => new Bar(Instant.FromUnixMilliseconds(long.Parse(row[0], CultureInfo.InvariantCulture)), Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5])))]);

    /// <summary>Columns <c>timestamp_ms,trade_id,side,price,amount,cost</c>.</summary>
    public static TradeColumns Trades(string path) => TradeColumns.FromTrades(
        [.. Rows(path).Select(row => new Trade(Instant.FromUnixMilliseconds(long.Parse(row[0], CultureInfo.InvariantCulture)), Number(row[3]), Number(row[4]),
            row[2] == "buy" ? Side.Buy : Side.Sell, long.Parse(row[1], CultureInfo.InvariantCulture)))]);

    private static IEnumerable<string[]> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return line.Split(',');
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
