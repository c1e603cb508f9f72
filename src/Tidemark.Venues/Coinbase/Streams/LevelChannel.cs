using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Venues.Books;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>
/// A validated book from <c>level2</c>, and the best prices of it. Its snapshot comes by the stream when it is subscribed to, so whenever the
/// book is not known it is subscribed to anew.
/// </summary>
internal sealed class LevelChannel : FeedChannel, IBookSink
{
    private readonly BookKeeper keeper;
    private readonly BookScale scale;
    private readonly TimeSpan patience;
    private readonly VenueClock clock;
    private MarketSubscription? book;
    private MarketSubscription? quotes;
    private Quote last;
    private FeedConnection? connection;
    private TaskCompletionSource<BookSnapshot>? asked;
    private bool isSubscribed;

    public LevelChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery, TimeSpan patience, VenueClock clock)
        : base(subscription, instrument.Symbol, "level2", listener, recovery)
    {
        (scale, this.patience, this.clock) = (instrument.Scale, patience, clock);
        keeper = new BookKeeper(subscription.Index, scale, new SequenceRule(), this, AskAsync, recovery);
    }

    public override bool IsSubscribedAtOpening => false;

    public BookScale Scale => scale;

    /// <summary>Tells the whole book or only its best prices, or both.</summary>
    public void Tell(MarketSubscription subscription)
    {
        if (subscription.Channel == MarketChannel.Book) book = subscription;
        else quotes = subscription;
    }

    public void Take(LevelEvent levels, long sequence, Instant time, Instant receivedAt)
    {
        if (!levels.IsSnapshot)
        {
            keeper.Update(new BookArrival(Index, BookMessageKind.Update, time, receivedAt, sequence, levels.Ticks, levels.Lots, levels.BidCount), new UpdateMark(sequence, sequence));
            return;
        }
        var snapshot = new BookSnapshot(sequence, time, levels.Ticks.ToArray(), levels.Lots.ToArray(), levels.BidCount);
        // One that nobody waits for is another beginning all the same.
        if (asked?.TrySetResult(snapshot) != true) keeper.Doubt("a snapshot came unasked");
    }

    public override void Connected(FeedConnection connection)
    {
        (this.connection, isSubscribed) = (connection, false);
        keeper.Connected();
    }

    public override void Disconnected()
    {
        connection = null;
        asked?.TrySetCanceled();
        keeper.Disconnected();
    }

    public override void Doubt(string reason) => keeper.Doubt(reason);

    public void OnBook(in BookArrival message)
    {
        if (book is not null) Listener.OnBook(new BookArrival(book.Index, message.Kind, message.EventTime, message.ReceivedAt, message.Id, message.Ticks, message.Lots, message.BidTicks.Length));
        if (quotes is not null && message.Kind != BookMessageKind.Gap) TellQuote(message.ReceivedAt);
    }

    public void OnLost(string reason) => Tell(FeedNoticeKind.BookLost, reason);

    public void OnRestored() => Tell(FeedNoticeKind.BookRestored, "");

    private void TellQuote(Instant receivedAt)
    {
        var quote = keeper.Read(Best);
        if (quote is not { } now || now with { Time = last.Time } == last) return;
        last = now;
        Listener.OnQuote(quotes!.Index, now, receivedAt);
    }

    private static Quote? Best(OrderBook book) => book is { HasBothSides: true, IsCrossed: false } ? book.Quote : null;

    /// <summary>Subscribes, anew where it was subscribed, and waits for the snapshot that follows.</summary>
    private async Task<VenueResult<BookSnapshot>> AskAsync(CancellationToken cancellation)
    {
        TaskCompletionSource<BookSnapshot> mine;
        FeedConnection over;
        bool isAnew;
        lock (Recovery.Gate)
        {
            if (connection is null) return VenueError.Passing(VenueErrorKind.Network, "there is no connection");
            (over, isAnew) = (connection, isSubscribed);
            asked = mine = new TaskCompletionSource<BookSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
            isSubscribed = true;
        }
        try
        {
            await over.SubscribeAsync(this, isAnew, cancellation).ConfigureAwait(false);
            return await mine.Task.WaitAsync(patience, clock.Provider, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return VenueError.Passing(VenueErrorKind.Timeout, $"no snapshot of {Symbol}: {e.Message}");
        }
        finally
        {
            lock (Recovery.Gate)
                if (asked == mine) asked = null;
        }
    }
}
