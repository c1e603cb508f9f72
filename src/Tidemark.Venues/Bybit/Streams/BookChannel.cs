using Tidemark.Engine.Events;
using Tidemark.Venues.Books;
using Tidemark.Venues.Bybit.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>A validated book from <c>orderbook.N</c>, which begins with a snapshot; after a gap the topic is asked for again, and so begins anew.</summary>
internal sealed class BookChannel : StreamChannel, IBookSink
{
    private readonly BookMessage update = new();
    private readonly BookScale scale;
    private readonly BookKeeper keeper;
    private readonly VenueClock clock;
    private readonly TimeSpan patience;
    private bool isOwed;
    private TaskCompletionSource unreadable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BookChannel(MarketSubscription subscription, VenueInstrument instrument, BybitOptions options, IMarketListener listener, RecoveryGate recovery, VenueClock clock)
        : base(subscription, Topics.Book(options.BookLevels, instrument.Symbol), listener, recovery)
    {
        (this.clock, scale, patience) = (clock, instrument.Scale, options.SnapshotPatience);
        keeper = new BookKeeper(subscription.Index, instrument.Scale, new SequenceRule(), this, WaitAsync, recovery);
    }

    public override void Connected()
    {
        isOwed = true;
        keeper.Connected();
    }

    public override void Disconnected() => keeper.Disconnected();

    public override void Unreadable()
    {
        // It may have been the snapshot that is waited for.
        unreadable.TrySetResult();
        keeper.Doubt("a message could not be read");
    }

    public void OnBook(in BookArrival message) => Listener.OnBook(message);

    public void OnLost(string reason) => Tell(FeedNoticeKind.BookLost, reason);

    public void OnRestored() => Tell(FeedNoticeKind.BookRestored, "");

    protected override void Read(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        update.Read(message, scale);
        if (update.IsSnapshot)
        {
            isOwed = false;
            keeper.Begin(update.ToSnapshot());
        }
        else keeper.Update(update.ToArrival(Index, receivedAt), update.Mark);
    }

    /// <summary>Snapshots come by the stream: asks for one where none is on its way, and waits until it ends this wait.</summary>
    private async Task<VenueResult<BookSnapshot>> WaitAsync(CancellationToken cancellation)
    {
        var lost = unreadable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!isOwed) await AskAgainAsync(cancellation).ConfigureAwait(false);
        isOwed = false;
        try
        {
            await lost.Task.WaitAsync(patience, clock.Provider, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Asked for again after a pause.
        }
        return VenueError.Passing(VenueErrorKind.Timeout, $"{Topic}: no snapshot came");
    }
}
