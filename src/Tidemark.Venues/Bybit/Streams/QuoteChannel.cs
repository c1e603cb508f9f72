using Tidemark.Venues.Books;
using Tidemark.Venues.Bybit.Wire;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>The best bid and ask from <c>orderbook.1</c>: tickers of the spot market have none, and those of contracts are slower.</summary>
internal sealed class QuoteChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery)
    : StreamChannel(subscription, Topics.Book(1, instrument.Symbol), listener, recovery)
{
    private readonly BookMessage update = new();
    private (long Ticks, long Lots) bid;
    private (long Ticks, long Lots) ask;
    private long lastId;
    private Instant lastTime = Instant.MinValue;

    /// <summary>Another server may count anew.</summary>
    public override void Connected() => (bid, ask, lastId) = (default, default, 0);

    protected override void Read(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        update.Read(message, instrument.Scale);
        // A snapshot is sent again when nothing has changed for three seconds.
        if (update.UpdateId == lastId || (!update.IsSnapshot && update.UpdateId < lastId)) return;
        lastId = update.UpdateId;
        if (update.IsSnapshot) (bid, ask) = (default, default);
        for (var row = 0; row < update.Ticks.Length; row++)
        {
            ref var side = ref row < update.BidCount ? ref bid : ref ask;
            if (update.Lots[row] > 0) side = (update.Ticks[row], update.Lots[row]);
            else if (side.Ticks == update.Ticks[row]) side = default;
        }
        if (bid.Lots == 0 || ask.Lots == 0 || bid.Ticks >= ask.Ticks) return;
        var scale = instrument.Scale;
        lastTime = Instant.Max(lastTime, update.Time);
        Listener.OnQuote(Index, new Quote(lastTime, scale.PriceOf(bid.Ticks), scale.QuantityOf(bid.Lots), scale.PriceOf(ask.Ticks), scale.QuantityOf(ask.Lots)), receivedAt);
    }
}
