using Tidemark.Engine.Events;
using Tidemark.Venues.Binance.Wire;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>A validated book from <c>@depth@100ms</c> and snapshots.</summary>
internal sealed class BookChannel : FeedChannel, IBookSink
{
    private readonly DepthUpdate update = new();
    private readonly WireScale scale;

    public BookChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery, IBookRule rule,
        Func<CancellationToken, Task<VenueResult<BookSnapshot>>> readSnapshot)
        : base(subscription, StreamNames.Depth(instrument.Symbol), listener, recovery)
    {
        scale = new WireScale(instrument.Scale);
        Keeper = new BookKeeper(subscription.Index, instrument.Scale, rule, this, readSnapshot, recovery);
    }

    public BookKeeper Keeper { get; }

    public override void Take(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        var result = DepthParser.Read(message, scale, update);
        if (!result.IsOk)
        {
            Complain(result);
            Keeper.Doubt("a message could not be read");
            return;
        }
        Keeper.Update(update.ToArrival(Index, receivedAt), new UpdateMark(update.FirstId, update.LastId, update.PreviousId));
    }

    public override void Connected() => Keeper.Connected();

    public override void Disconnected() => Keeper.Disconnected();

    public void OnBook(in BookArrival message) => Listener.OnBook(message);

    public void OnLost(string reason) => Tell(FeedNoticeKind.BookLost, reason);

    public void OnRestored() => Tell(FeedNoticeKind.BookRestored, "");
}
