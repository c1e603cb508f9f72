using Tidemark.Venues.Binance.Wire;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>Mark price and expected funding of a contract from <c>@markPrice@1s</c>; one that is older than the last one is left out.</summary>
internal sealed class MarkPriceChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery)
    : FeedChannel(subscription, StreamNames.MarkPrice(instrument.Symbol), listener, recovery)
{
    private Instant lastAt = Instant.MinValue;

    public override void Take(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        var result = MarkPriceParser.Read(message, out var update);
        if (!result.IsOk) Complain(result);
        if (!result.IsOk || update.Sent <= lastAt) return;
        lastAt = update.Sent;
        Listener.OnFunding(Index, update.ToFunding(), receivedAt);
    }

    /// <summary>Another server may have another clock.</summary>
    public override void Connected() => lastAt = Instant.MinValue;
}
