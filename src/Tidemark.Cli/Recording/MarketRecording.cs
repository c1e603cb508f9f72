using System.Threading.Channels;
using Tidemark.Engine.Events;
using Tidemark.Storage.Locking;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Recording;

/// <summary>
/// Hears a feed and records every instrument of it. Segments end after a while; what is to be packed and merged then is done on a thread of its
/// own, so that the feed does not wait. While another process writes the catalog it is waited for. A failure (a full disk) ends the recording;
/// what is on the disk stays and is used at the next start.
/// </summary>
/// <param name="instruments">In the order of their numbers.</param>
/// <param name="notices">Hears of gaps and reconnects.</param>
/// <param name="waits">Hears once of each file that waits for another process, with the reason.</param>
internal sealed class MarketRecording(IReadOnlyList<InstrumentRecording> instruments, Action<FeedNotice> notices, Action<string> waits) : IMarketListener, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Who ends a recording does not wait longer for another process; the files are taken up at the next start.</summary>
    private static readonly TimeSpan LongestWaitAtTheEnd = TimeSpan.FromMinutes(3);

    private readonly Lock gate = new();
    private readonly Channel<(InstrumentRecording Instrument, string File)> work = Channel.CreateUnbounded<(InstrumentRecording, string)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource<Exception> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource patience = new();
    private Task? keeping;

    /// <summary>Ends when something cannot be written, with the reason.</summary>
    public Task<Exception> Failed => failed.Task;

    /// <summary>Messages so far.</summary>
    public long Messages { get; private set; }

    /// <summary>Begins with what an earlier recording left; to be called before anything is recorded.</summary>
    public void Start()
    {
        foreach (var instrument in instruments)
        {
            foreach (var file in instrument.Leftovers()) work.Writer.TryWrite((instrument, file));
        }
        keeping = Task.Run(KeepAsync);
    }

    public void OnTrade(InstrumentIndex instrument, in Trade trade, Instant receivedAt)
    {
        lock (gate)
        {
            if (failed.Task.IsCompleted) return;
            try
            {
                instruments[instrument.Value].TakeTrade(trade, receivedAt);
                Messages++;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                failed.TrySetResult(problem);
            }
        }
    }

    public void OnBook(in BookArrival message)
    {
        lock (gate)
        {
            if (failed.Task.IsCompleted) return;
            try
            {
                instruments[message.Instrument.Value].TakeBook(message);
                Messages++;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                failed.TrySetResult(problem);
            }
        }
    }

    public void OnBar(InstrumentIndex instrument, Interval interval, in Bar bar, bool isClosed, Instant receivedAt)
    {
        if (!isClosed) return;
        var closed = bar;
        Guarded(() =>
        {
            if (!failed.Task.IsCompleted) instruments[instrument.Value].TakeBar(interval, closed, receivedAt);
        });
    }

    public void OnQuote(InstrumentIndex instrument, in Quote quote, Instant receivedAt)
    {
        // The top of the book is in its updates.
    }

    public void OnFunding(InstrumentIndex instrument, in FundingRate funding, Instant receivedAt)
    {
        // Not recorded.
    }

    public void OnFeed(FeedNotice notice) => notices(notice);

    /// <summary>What came so far is on the disk.</summary>
    public void Flush()
    {
        foreach (var instrument in instruments) Guarded(instrument.Flush);
    }

    /// <summary>Ends the segments of all instruments and puts them where they stay, meanwhile.</summary>
    public void EndSegments()
    {
        foreach (var instrument in instruments)
        {
            Guarded(() =>
            {
                foreach (var file in instrument.EndSegment()) work.Writer.TryWrite((instrument, file));
            });
        }
    }

    /// <summary>Ends the recording; everything is where it stays afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        EndSegments();
        if (!work.Writer.TryComplete()) return;
        patience.CancelAfter(LongestWaitAtTheEnd);
        if (keeping is not null) await keeping.ConfigureAwait(false);
        patience.Dispose();
    }

    private void Guarded(Action writing)
    {
        lock (gate)
        {
            try
            {
                writing();
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                failed.TrySetResult(problem);
            }
        }
    }

    private async Task KeepAsync()
    {
        await foreach (var (instrument, file) in work.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // After a failure nothing more is moved: the files stay, and are taken up in their order at the next start.
            if (failed.Task.IsCompleted) continue;
            try
            {
                await KeepAsync(instrument, file).ConfigureAwait(false);
            }
            catch (Exception problem)
            {
                failed.TrySetResult(problem);
            }
        }
    }

    private async Task KeepAsync(InstrumentRecording instrument, string file)
    {
        for (var isTold = false; ;)
        {
            try
            {
                instrument.Keep(file);
                return;
            }
            catch (HomeLockedException busy) when (!patience.IsCancellationRequested)
            {
                if (!isTold) waits($"{Path.GetFileName(file)} of {instrument.Target.StoredAs} waits: {busy.Message}");
                isTold = true;
                await Task.Delay(Pause).ConfigureAwait(false);
            }
        }
    }
}
