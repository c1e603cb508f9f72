using System.Threading.Channels;
using Tidemark.Engine.Events;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Recording;

/// <summary>
/// Hears a feed and records every instrument of it. Segments end after a while; what is to be packed and merged then is done on a thread of its
/// own, so that the feed does not wait. A failure (a full disk) ends the recording; what is on the disk stays and is used at the next start.
/// </summary>
/// <param name="instruments">In the order of their numbers.</param>
/// <param name="notices">Hears of gaps and reconnects.</param>
internal sealed class MarketRecording(IReadOnlyList<InstrumentRecording> instruments, Action<FeedNotice> notices) : IMarketListener, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Channel<Action> work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource<Exception> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? keeping;

    /// <summary>Ends when something cannot be written, with the reason.</summary>
    public Task<Exception> Failed => failed.Task;

    /// <summary>Messages so far.</summary>
    public long Messages { get; private set; }

    public void Start() => keeping = Task.Run(KeepAsync);

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
        lock (gate) instruments[instrument.Value].TakeBar(interval, bar);
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
        lock (gate)
        {
            foreach (var instrument in instruments) instrument.Flush();
        }
    }

    /// <summary>Ends the segments of all instruments and puts them where they stay, meanwhile.</summary>
    public void EndSegments()
    {
        foreach (var instrument in instruments)
        {
            lock (gate)
            {
                var ended = instrument.EndSegment();
                work.Writer.TryWrite(() => instrument.Keep(ended));
            }
        }
    }

    /// <summary>Ends the recording; everything is where it stays afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        EndSegments();
        work.Writer.TryComplete();
        if (keeping is not null) await keeping.ConfigureAwait(false);
    }

    private async Task KeepAsync()
    {
        await foreach (var step in work.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                step();
            }
            catch (Exception problem)
            {
                // The files stay, and are taken up at the next start.
                failed.TrySetResult(problem);
            }
        }
    }
}
