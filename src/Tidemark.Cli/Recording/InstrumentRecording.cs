using Tidemark.Cli.Downloads;
using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Locking;

namespace Tidemark.Cli.Recording;

/// <summary>
/// Records one instrument. Everything goes to the disk as it comes; from time to time the trades and bars of a finished segment go into the
/// catalog and its book into the file of the day. In memory is the book as it stands. Calls come one at a time.
/// </summary>
/// <param name="target">Whose data, and under which name it is stored.</param>
/// <param name="scale">The grid of its book.</param>
/// <param name="catalog">Where trades and bars go.</param>
/// <param name="folder">Where files go.</param>
internal sealed class InstrumentRecording(DownloadTarget target, BookScale scale, MarketCatalog catalog, RecordingFolder folder) : IDisposable
{
    public const string LinesEnding = ".jsonl";
    public const string TradesEnding = ".trades";
    public const string BarsEnding = ".bars";
    private const int BufferBytes = 64 * 1024;

    private readonly BookBuilder builder = new(scale, takesQuotes: false);
    private readonly BookLine line = new();
    private readonly byte[] tradeRecord = new byte[TradeSegment.RecordBytes];
    private readonly byte[] barRecord = new byte[BarSegment.RecordBytes];
    private FileStream? lines;
    private FileStream? trades;
    private FileStream? bars;
    private long? lastId;

    public DownloadTarget Target => target;

    public RecordingFolder Folder => folder;

    public RecordingCounts Counts { get; private set; } = new();

    public void TakeTrade(in Trade trade, Instant receivedAt)
    {
        Open(receivedAt);
        line.MakeTrade(trade, receivedAt);
        lines!.Write(line.Text);
        TradeSegment.Write(tradeRecord, trade);
        trades!.Write(tradeRecord);
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

    public void TakeBar(Interval interval, in Bar bar, Instant receivedAt)
    {
        bars ??= Create(receivedAt, BarsEnding);
        BarSegment.Write(barRecord, interval, bar);
        bars.Write(barRecord);
        Counts = Counts with { Bars = Counts.Bars + 1 };
    }

    /// <summary>What came so far is on the disk.</summary>
    public void Flush()
    {
        lines?.Flush();
        trades?.Flush();
        bars?.Flush();
    }

    /// <summary>Ends the segment: a new one begins with the next message. Returns its files, for <see cref="Keep"/>.</summary>
    public IReadOnlyList<string> EndSegment()
    {
        FileStream?[] files = [lines, trades, bars];
        (lines, trades, bars) = (null, null, null);
        foreach (var file in files) file?.Dispose();
        return [.. files.OfType<FileStream>().Select(file => file.Name)];
    }

    /// <summary>Puts a file of a finished segment where it stays, and deletes it; where that fails the file is there as before.</summary>
    /// <exception cref="HomeLockedException">Another process writes the catalog.</exception>
    public void Keep(string file)
    {
        if (file.EndsWith(TradesEnding, StringComparison.Ordinal)) KeepTrades(file);
        else if (file.EndsWith(BarsEnding, StringComparison.Ordinal)) KeepBars(file);
        else folder.AddToDay(file);
    }

    /// <summary>What an earlier recording left, in the order in which it is to be kept; only before anything is recorded.</summary>
    public IReadOnlyList<string> Leftovers() => [.. folder.Leftovers(LinesEnding), .. folder.Leftovers(TradesEnding), .. folder.Leftovers(BarsEnding)];

    public void Dispose() => EndSegment();

    private void KeepTrades(string file)
    {
        var kept = TradeSegment.Read(file);
        if (kept.Count > 0) catalog.AddTrades(target.StoredAs, [TradeColumns.FromTrades(kept)], [Source("trades", kept.Count)], ConflictRepair.Keep);
        File.Delete(file);
    }

    private void KeepBars(string file)
    {
        foreach (var (interval, kept) in BarSegment.Read(file)) catalog.AddBars(target.StoredAs, interval, BarColumns.FromBars(interval, kept), Source("bars", kept.Count), ConflictRepair.Keep);
        File.Delete(file);
    }

    private SeriesSource Source(string what, long rows) => target.SourceOf($"{what} stream", rows) with { Layout = SeriesSource.Recorded };

    private void Open(Instant receivedAt)
    {
        if (lines is not null) return;
        lines = Create(receivedAt, LinesEnding);
        trades = Create(receivedAt, TradesEnding);
        if (target.IsSimulated)
        {
            line.MakeOrigin(receivedAt);
            lines.Write(line.Text);
        }
        if (lastId is not { } last || !builder.Book.IsValid) return;
        // Each segment can be read by itself.
        line.MakeSnapshot(builder.Book, receivedAt, last);
        lines.Write(line.Text);
    }

    private FileStream Create(Instant receivedAt, string ending)
    {
        Directory.CreateDirectory(folder.Path);
        return new FileStream(folder.SegmentName(receivedAt, ending), FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferBytes);
    }
}
