using Tidemark.Venues.Bars;
using Tidemark.Venues.Books;
using Tidemark.Venues.Bybit.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>Bars from <c>kline</c>; closed ones that are missing are asked for.</summary>
internal sealed class BarChannel : StreamChannel, IBarSink
{
    private readonly BarKeeper keeper;
    private readonly Interval interval;

    public BarChannel(MarketSubscription subscription, VenueInstrument instrument, string intervalName, IMarketListener listener, RecoveryGate recovery,
        Func<Instant, Instant, CancellationToken, Task<VenueResult<IReadOnlyList<Bar>>>> readBars)
        : base(subscription, Topics.Bars(intervalName, instrument.Symbol), listener, recovery)
    {
        interval = subscription.Interval!.Value;
        keeper = new BarKeeper(this, interval, readBars, recovery);
    }

    public void OnBar(in Bar bar, bool isClosed, Instant receivedAt) => Listener.OnBar(Index, interval, bar, isClosed, receivedAt);

    public void OnMissing(Instant from, Instant to, string reason) => Tell(FeedNoticeKind.Problem, $"bars from {from} to {to} are missing: {reason}");

    protected override void Read(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        foreach (var (bar, isClosed) in MessageReader.Bars(message)) keeper.Take(bar, isClosed, receivedAt);
    }
}
