using Tidemark.Venues.Bars;
using Tidemark.Venues.Binance.Wire;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>Bars from <c>@kline</c>; closed ones that are missing are asked for.</summary>
internal sealed class BarChannel : FeedChannel, IBarSink
{
    private readonly BarKeeper keeper;
    private readonly Interval interval;

    public BarChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery,
        Func<Instant, Instant, CancellationToken, Task<VenueResult<IReadOnlyList<Bar>>>> readBars)
        : base(subscription, StreamNames.Bars(instrument.Symbol, subscription.Interval!.Value), listener, recovery)
    {
        interval = subscription.Interval!.Value;
        keeper = new BarKeeper(this, interval, readBars, recovery);
    }

    public override void Take(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        var result = KlineParser.Read(message, out var update);
        if (result.IsOk) keeper.Take(update.Bar, update.IsClosed, receivedAt);
        else Complain(result);
    }

    public void OnBar(in Bar bar, bool isClosed, Instant receivedAt) => Listener.OnBar(Index, interval, bar, isClosed, receivedAt);

    public void OnMissing(Instant from, Instant to, string reason) => Tell(FeedNoticeKind.Problem, $"bars from {from} to {to} are missing: {reason}");
}
