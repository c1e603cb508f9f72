using Tidemark.Venues.Binance.Wire;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>The best bid and ask from <c>@bookTicker</c>; one that is older than the last one is left out.</summary>
internal sealed class QuoteChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery)
    : FeedChannel(subscription, StreamNames.Quotes(instrument.Symbol), listener, recovery)
{
    private long lastId = -1;

    public override void Take(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        var result = QuoteParser.Read(message, out var update);
        if (!result.IsOk) Complain(result);
        if (!result.IsOk || update.UpdateId <= lastId || !update.HasBothSides) return;
        lastId = update.UpdateId;
        Listener.OnQuote(Index, update.ToQuote(receivedAt), receivedAt);
    }

    /// <summary>Another server may count anew.</summary>
    public override void Connected() => lastId = -1;
}
