namespace Tidemark.Cli.Downloads.Archives;

/// <summary>What the files of an archive hold: bars of an interval, aggregated trades, or single trades.</summary>
/// <param name="Folder">Its folder: <c>klines</c>, <c>aggTrades</c>, <c>trades</c>.</param>
/// <param name="Interval">For bars.</param>
internal sealed record ArchiveContent(string Folder, Interval? Interval)
{
    public static ArchiveContent Bars(Interval interval) => new("klines", interval);

    public static readonly ArchiveContent AggregatedTrades = new("aggTrades", null);

    /// <summary>The interval as the archive writes it: a month is <c>1mo</c>, as some file systems do not tell it from a minute.</summary>
    public string? IntervalName => Interval is { } interval ? interval.Unit == IntervalUnit.Month ? $"{interval.Count}mo" : interval.ToString() : null;

    /// <summary>The middle of file names.</summary>
    public string Name => IntervalName ?? Folder;
}
