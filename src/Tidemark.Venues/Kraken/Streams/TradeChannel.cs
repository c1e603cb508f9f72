using System.Text.Json;
using Tidemark.Venues.Books;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Kraken.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Trades;

namespace Tidemark.Venues.Kraken.Streams;

/// <summary>Trades, each once and in order; the venue numbers those of a pair without holes, and missing ones are asked for.</summary>
internal sealed class TradeChannel : FeedChannel, ITradeSink
{
    /// <summary>Requests go by time: a little before the last trade, whose time is only as exact as the message wrote it.</summary>
    private static readonly Duration Overlap = Duration.FromMilliseconds(1);

    private readonly TradeKeeper keeper;
    private Instant lastTime;
    private bool hasBegun;

    public TradeChannel(MarketSubscription subscription, KrakenPair pair, IMarketListener listener, RecoveryGate recovery,
        Func<long, long, Instant, CancellationToken, Task<VenueResult<IReadOnlyList<Trade>>>> readTrades)
        : base(subscription, pair, "trade", "", listener, recovery)
    {
        keeper = new TradeKeeper(this, (first, last, cancellation) => readTrades(first, last, LastTime() - Overlap, cancellation), recovery);
    }

    public void OnTrade(in Trade trade, Instant receivedAt)
    {
        lastTime = trade.Time;
        Listener.OnTrade(Index, trade, receivedAt);
    }

    public void OnMissing(long firstId, long lastId, string reason) => Tell(FeedNoticeKind.Problem, $"trades {firstId}-{lastId} are missing: {reason}");

    /// <example><c>{"symbol":"BTC/USD","side":"buy","price":105944.2,"qty":0.00027625,"ord_type":"limit","trade_id":10218208,"timestamp":"2023-10-06T17:35:55.440295Z"}</c></example>
    protected override void Read(ReadOnlySpan<byte> item, bool isSnapshot, Instant receivedAt)
    {
        // A snapshot has trades from before: after a reconnect they fill the hole, at first nobody asked for them.
        if (isSnapshot && !hasBegun) return;
        hasBegun = true;
        var trade = ReadTrade(item);
        if (trade.Defect() is { } defect) throw new FormatException(defect);
        keeper.Take(trade, receivedAt);
    }

    private static Trade ReadTrade(ReadOnlySpan<byte> item)
    {
        var (price, quantity, id) = (0.0, 0.0, 0L);
        Side? side = null;
        Instant time = default;
        var reader = new Utf8JsonReader(item);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("price"u8)) price = reader.GetDouble();
            else if (name.SequenceEqual("qty"u8)) quantity = reader.GetDouble();
            else if (name.SequenceEqual("trade_id"u8)) id = reader.GetInt64();
            else if (name.SequenceEqual("side"u8)) side = reader.ValueTextEquals("buy"u8) ? Side.Buy : Side.Sell;
            else if (name.SequenceEqual("timestamp"u8)) time = MessageTime.Read(reader.ValueSpan);
            else reader.Skip();
        }
        return new Trade(time, price, quantity, side, id);
    }

    private Instant LastTime()
    {
        lock (Recovery.Gate) return lastTime;
    }
}
