using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Bars;
using Tidemark.Venues.Books;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Kraken.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Kraken.Streams;

/// <summary>
/// Bars from <c>ohlc</c>. The venue tells them while they grow and never says that one is whole, and a message that was lost would leave it
/// wrong: closed bars are asked for.
/// </summary>
internal sealed class BarChannel : FeedChannel, IBarSink
{
    private readonly BarKeeper keeper;
    private readonly Interval interval;

    public BarChannel(MarketSubscription subscription, KrakenPair pair, int minutes, IMarketListener listener, RecoveryGate recovery,
        Func<Instant, Instant, CancellationToken, Task<VenueResult<IReadOnlyList<Bar>>>> readBars)
        : base(subscription, pair, "ohlc", string.Create(CultureInfo.InvariantCulture, $",\"interval\":{minutes}"), listener, recovery)
    {
        interval = subscription.Interval!.Value;
        keeper = new BarKeeper(this, interval, readBars, recovery);
    }

    public void OnBar(in Bar bar, bool isClosed, Instant receivedAt) => Listener.OnBar(Index, interval, bar, isClosed, receivedAt);

    public void OnMissing(Instant from, Instant to, string reason) => Tell(FeedNoticeKind.Problem, $"bars from {from} to {to} are missing: {reason}");

    /// <example><c>{"symbol":"BTC/USD","interval":1,"interval_begin":"2023-10-04T16:25:00.000000000Z","open":106038.2,"high":106044.3,"low":106038.1,"close":106040.1,"volume":30927.68,"vwap":106039.6,"trades":12}</c></example>
    protected override void Read(ReadOnlySpan<byte> item, bool isSnapshot, Instant receivedAt)
    {
        var (open, high, low, close, volume) = (0.0, 0.0, 0.0, 0.0, 0.0);
        Instant begin = default;
        var reader = new Utf8JsonReader(item);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("open"u8)) open = reader.GetDouble();
            else if (name.SequenceEqual("high"u8)) high = reader.GetDouble();
            else if (name.SequenceEqual("low"u8)) low = reader.GetDouble();
            else if (name.SequenceEqual("close"u8)) close = reader.GetDouble();
            else if (name.SequenceEqual("volume"u8)) volume = reader.GetDouble();
            else if (name.SequenceEqual("interval_begin"u8)) begin = MessageTime.Read(reader.ValueSpan);
            else reader.Skip();
        }
        // The first message has bars of the past; only the one that grows is of now.
        if (isSnapshot && interval.CloseOf(begin) <= Recovery.Now - new Duration(interval.ApproximateNanoseconds)) return;
        keeper.Take(Bar.Create(begin, open, high, low, close, volume), isClosed: false, receivedAt);
    }
}
