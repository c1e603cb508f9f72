using Tidemark.Cli.Downloads;
using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Recording;

/// <summary>
/// Records one instrument. Everything goes to the disk as it comes; from time to time the trades and bars of a finished segment go into the
/// catalog and its book into the file of the day. In memory is the book as it stands and the bars of one segment. Calls come one at a time.
/// </summary>
/// <param name="target">Whose data, and under which name it is stored.</param>
/// <param name="scale">The grid of its book.</param>
/// <param name="catalog">Where trades and bars go.</param>
/// <param name="folder">Where files go.</param>
internal sealed class InstrumentRecording(DownloadTarget target, BookScale scale, MarketCatalog catalog, RecordingFolder folder) : IDisposable
{
    public const string LinesEnding = ".jsonl";
    public const string TradesEnding = ".trades";
    private const int BufferBytes = 64 * 1024;

    private readonly BookBuilder builder = new(scale, takesQuotes: false);
    private readonly BookLine line = new();
    private readonly List<(Interval Interval, Bar Bar)> bars = [];
    private readonly byte[] record = new byte[TradeSegment.RecordBytes];
    private FileStream? lines;
    private FileStream? trades;
    private long? lastId;

    public DownloadTarget Target => target;

    public RecordingFolder Folder => folder;

    public RecordingCounts Counts { get; private set; } = new();

    public void TakeTrade(in Trade trade, Instant receivedAt)
    {
        Open(receivedAt);
        line.MakeTrade(trade, receivedAt);
        lines!.Write(line.Text);
        TradeSegment.Write(record, trade);
        trades!.Write(record);
        Counts = Counts with { Trades = Counts.Trades + 1 };
    }

    public void TakeBook(in BookArrival message)
    {
        Open(message.ReceivedAt);
        builder.Apply(message);
        switch (message.Kind)
        {
            case BookMessageKind.Snapshot:
                lastId = message.Id;
                line.MakeSnapshot(message, scale, message.Id);
                Counts = Counts with { Snapshots = Counts.Snapshots + 1 };
                break;
            case BookMessageKind.Update when lastId is { } last:
                // Where the venue has no numbers, or begins anew, we count on.
                lastId = Math.Max(message.Id, last + 1);
                line.MakeUpdate(message, scale, last + 1, lastId.Value);
                Counts = Counts with { Updates = Counts.Updates + 1 };
                break;
            case BookMessageKind.Gap when lastId is not null:
                line.MakeGap(message);
                lastId = null;
                Counts = Counts with { Gaps = Counts.Gaps + 1 };
                break;
            default:
                return;
        }
        lines!.Write(line.Text);
    }

    public void TakeBar(Interval interval, in Bar bar)
    {
        bars.Add((interval, bar));
        Counts = Counts with { Bars = Counts.Bars + 1 };
    }

    /// <summary>What came so far is on the disk.</summary>
    public void Flush()
    {
        lines?.Flush();
        trades?.Flush();
    }

    /// <summary>Ends the segment: a new one begins with the next message. Returns its files, for <see cref="Keep"/>.</summary>
    public (string? Lines, string? Trades, IReadOnlyList<(Interval Interval, Bar Bar)> Bars) EndSegment()
    {
        var ended = (lines?.Name, trades?.Name, (IReadOnlyList<(Interval, Bar)>)[.. bars]);
        lines?.Dispose();
        trades?.Dispose();
        (lines, trades) = (null, null);
        bars.Clear();
        return ended;
    }

    /// <summary>Puts a finished segment where it stays.</summary>
    public void Keep((string? Lines, string? Trades, IReadOnlyList<(Interval Interval, Bar Bar)> Bars) segment)
    {
        if (segment.Lines is { } text) folder.AddToDay(text);
        if (segment.Trades is { } file) KeepTrades(file);
        foreach (var group in segment.Bars.GroupBy(bar => bar.Interval))
        {
            var columns = BarColumns.FromBars(group.Key, [.. group.Select(bar => bar.Bar).DistinctBy(bar => bar.OpenTime).OrderBy(bar => bar.OpenTime)]);
            catalog.AddBars(target.StoredAs, group.Key, columns, Source("bars", columns.Count), ConflictRepair.Keep);
        }
    }

    /// <summary>Puts what an earlier recording left where it belongs. Returns how many files there were.</summary>
    public int KeepLeftovers()
    {
        var (text, files) = (folder.Leftovers(LinesEnding), folder.Leftovers(TradesEnding));
        foreach (var segment in text) folder.AddToDay(segment);
        foreach (var file in files) KeepTrades(file);
        return text.Count + files.Count;
    }

    public void Dispose() => EndSegment();

    private void KeepTrades(string file)
    {
        var kept = TradeSegment.Read(file);
        if (kept.Count > 0) catalog.AddTrades(target.StoredAs, [TradeColumns.FromTrades(kept)], [Source("trades", kept.Count)], ConflictRepair.Keep);
        File.Delete(file);
    }

    private SeriesSource Source(string what, long rows) => target.SourceOf($"{what} stream", rows) with { Layout = SeriesSource.Recorded };

    private void Open(Instant receivedAt)
    {
        if (lines is not null) return;
        Directory.CreateDirectory(folder.Path);
        lines = Create(folder.SegmentName(receivedAt, LinesEnding));
        trades = Create(folder.SegmentName(receivedAt, TradesEnding));
        if (lastId is not { } last || !builder.Book.IsValid) return;
        // Each segment can be read by itself.
        line.MakeSnapshot(builder.Book, receivedAt, last);
        lines.Write(line.Text);
    }

    private static FileStream Create(string file) => new(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferBytes);
}
