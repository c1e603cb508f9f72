namespace Tidemark.Storage.Catalog.Format;

/// <summary>
/// Where a series lies below the catalog: <c>series/VENUE/BASE-QUOTE[+SETTLE[-CONTRACT]]/1m.bars</c>, <c>trades.ticks</c> or <c>depth.book</c>.
/// Months are written <c>mo</c>, because some file systems do not tell <c>1m</c> from <c>1M</c>.
/// </summary>
internal static class SeriesPaths
{
    public const string BarsExtension = ".bars";
    public const string TradesExtension = ".ticks";
    public const string BookExtension = ".book";

    public static string Bars(string root, BarSpec spec) => Path.Combine(Folder(root, spec.Instrument), IntervalName(spec.Interval) + BarsExtension);

    public static string Trades(string root, InstrumentId instrument) => Path.Combine(Folder(root, instrument), "trades" + TradesExtension);

    public static string Book(string root, InstrumentId instrument) => Path.Combine(Folder(root, instrument), "depth" + BookExtension);

    /// <summary>All series files in ordinal order of their paths.</summary>
    public static IReadOnlyList<string> All(string root) => Below(Path.Combine(root, "series"));

    /// <summary>The series files of one instrument.</summary>
    public static IReadOnlyList<string> Of(string root, InstrumentId instrument) => Below(Folder(root, instrument));

    private static IReadOnlyList<string> Below(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(BarsExtension, StringComparison.Ordinal) || path.EndsWith(TradesExtension, StringComparison.Ordinal) || path.EndsWith(BookExtension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    private static string Folder(string root, InstrumentId instrument) =>
        Path.Combine(root, "series", instrument.Venue, instrument.Symbol.Replace('/', '-').Replace(':', '+'));

    private static string IntervalName(Interval interval) => interval.Unit == IntervalUnit.Month ? $"{interval.Count}mo" : interval.ToString();
}
