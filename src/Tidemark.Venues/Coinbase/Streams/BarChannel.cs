using System.Text.Json;
using Tidemark.Venues.Bars;
using Tidemark.Venues.Books;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>Bars of five minutes from <c>candles</c>. The venue does not say that one has closed: the next one shows it, and the closed one is asked for.</summary>
internal sealed class BarChannel : FeedChannel, IBarSink
{
    private readonly BarKeeper keeper;
    private readonly Interval interval;
    private Instant newest = Instant.MinValue;

    public BarChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery,
        Func<Instant, Instant, CancellationToken, Task<VenueResult<IReadOnlyList<Bar>>>> readBars)
        : base(subscription, instrument.Symbol, "candles", listener, recovery)
    {
        interval = subscription.Interval!.Value;
        keeper = new BarKeeper(this, interval, readBars, recovery);
    }

    public override void Take(JsonElement item, Instant receivedAt)
    {
        var bar = MarketReader.Bar(item);
        // Snapshots tell of the past as well.
        if (bar.OpenTime < newest) return;
        newest = bar.OpenTime;
        keeper.Take(bar, isClosed: false, receivedAt);
    }

    public void OnBar(in Bar bar, bool isClosed, Instant receivedAt) => Listener.OnBar(Index, interval, bar, isClosed, receivedAt);

    public void OnMissing(Instant from, Instant to, string reason) => Tell(FeedNoticeKind.Problem, $"bars from {from} to {to} are missing: {reason}");
}
