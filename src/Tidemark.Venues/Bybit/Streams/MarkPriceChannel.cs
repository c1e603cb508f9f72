using Tidemark.Venues.Books;
using Tidemark.Venues.Bybit.Wire;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>Mark price and expected funding of a contract from <c>tickers</c>, whose later messages hold only what has changed.</summary>
internal sealed class MarkPriceChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery)
    : StreamChannel(subscription, Topics.Ticker(instrument.Symbol), listener, recovery)
{
    private FundingRate known;
    private bool hasBegun;

    public override void Connected() => hasBegun = false;

    protected override void Read(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        var (isSnapshot, markPrice, rate, next) = MessageReader.Ticker(message);
        if (isSnapshot) (known, hasBegun) = (new FundingRate(default, double.NaN, double.NaN), true);
        if (!hasBegun) return;
        var before = known;
        known = new FundingRate(next ?? known.Time, double.IsNaN(rate) ? known.Rate : rate, double.IsNaN(markPrice) ? known.MarkPrice : markPrice);
        if (known != before && known.Time != default && !double.IsNaN(known.Rate) && !double.IsNaN(known.MarkPrice)) Listener.OnFunding(Index, known, receivedAt);
    }
}
