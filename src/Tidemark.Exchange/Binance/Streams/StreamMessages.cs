using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Binance.Endpoints;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Streams;

/// <summary>Messages of the market streams.</summary>
internal static class StreamMessages
{
    public static byte[] Trade(Market market, PublicTrade trade, Instant now) => Event("trade", market, now, json =>
    {
        json.WriteNumber("t", trade.Id);
        json.Put("p", trade.Price);
        json.Put("q", trade.Quantity);
        json.Put("T", trade.Time);
        json.WriteBoolean("m", trade.BuyerIsMaker);
        json.WriteBoolean("M", true);
    });

    public static byte[] Aggregate(Market market, AggregateTrade trade, Instant now) => Event("aggTrade", market, now, json => MarketEndpoints.WriteAggregate(json, trade));

    public static byte[] Kline(Market market, KlineInterval interval, Kline kline, bool isClosed, Instant now) => Event("kline", market, now, json => WriteKline(json, market, interval, kline, isClosed));

    /// <summary>The part of a kline message that is the same everywhere.</summary>
    public static void WriteKline(Utf8JsonWriter json, Market market, KlineInterval interval, Kline kline, bool isClosed)
    {
        json.WriteStartObject("k");
        json.Put("t", kline.OpenTime);
        json.WriteNumber("T", kline.CloseTime.UnixMilliseconds - 1);
        json.WriteString("s", market.Rules.Symbol);
        json.WriteString("i", interval.Name);
        json.WriteNumber("f", kline.FirstTradeId);
        json.WriteNumber("L", kline.LastTradeId);
        json.Put("o", kline.Open);
        json.Put("c", kline.Close);
        json.Put("h", kline.High);
        json.Put("l", kline.Low);
        json.Put("v", kline.Volume);
        json.WriteNumber("n", kline.Count);
        json.WriteBoolean("x", isClosed);
        json.Put("q", kline.QuoteVolume);
        json.Put("V", kline.TakerBuyVolume);
        json.Put("Q", kline.TakerBuyQuoteVolume);
        json.WriteString("B", "0");
        json.WriteEndObject();
    }

    public static byte[] BookTicker(Market market) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("u", market.UpdateId);
        json.WriteString("s", market.Rules.Symbol);
        TickerEndpoints.WriteBest(json, market, Side.Buy, "b", "B");
        TickerEndpoints.WriteBest(json, market, Side.Sell, "a", "A");
        json.WriteEndObject();
    });

    public static byte[] Depth(Market market, DepthChanges changes, Instant now) => Event("depthUpdate", market, now, json =>
    {
        json.WriteNumber("U", changes.FirstId);
        json.WriteNumber("u", changes.LastId);
        WriteChanges(json, "b", market, changes.Bids);
        WriteChanges(json, "a", market, changes.Asks);
    });

    public static byte[] PartialDepth(Market market, int levels) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("lastUpdateId", market.UpdateId);
        MarketEndpoints.WriteLevels(json, "bids", market, Side.Buy, levels);
        MarketEndpoints.WriteLevels(json, "asks", market, Side.Sell, levels);
        json.WriteEndObject();
    });

    public static byte[] AveragePrice(Market market, Instant now) => Event("avgPrice", market, now, json =>
    {
        json.WriteString("i", "5m");
        json.Put("w", market.AveragePrice(now));
        json.Put("T", market.Trades.Count > 0 ? market.Trades[^1].Time : now);
    });

    public static void WriteTicker(Utf8JsonWriter json, Market market, Instant now)
    {
        var day = WindowStatistics.Of(market, now, Duration.FromDays(1));
        WriteStart(json, "24hrTicker", market, now);
        json.Put("p", day.Change);
        json.WriteString("P", day.ChangePercent.ToString("0.000", CultureInfo.InvariantCulture));
        json.Put("w", day.WeightedPrice);
        json.Put("x", day.OpenPrice);
        json.Put("c", day.LastPrice);
        json.Put("Q", market.Trades.Count > 0 ? market.Trades[^1].Quantity : 0);
        TickerEndpoints.WriteBest(json, market, Side.Buy, "b", "B");
        TickerEndpoints.WriteBest(json, market, Side.Sell, "a", "A");
        WriteDay(json, day);
        json.Put("O", day.Open);
        json.Put("C", day.Close);
        json.WriteNumber("F", day.FirstId);
        json.WriteNumber("L", day.LastId);
        json.WriteNumber("n", day.Count);
        json.WriteEndObject();
    }

    public static void WriteMiniTicker(Utf8JsonWriter json, Market market, Instant now)
    {
        var day = WindowStatistics.Of(market, now, Duration.FromDays(1));
        WriteStart(json, "24hrMiniTicker", market, now);
        json.Put("c", day.LastPrice);
        WriteDay(json, day);
        json.WriteEndObject();
    }

    /// <summary>The message with the name of its stream, as a combined connection gets it.</summary>
    public static byte[] Wrap(string stream, byte[] message) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("stream", stream);
        json.WritePropertyName("data");
        json.WriteRawValue(message, skipInputValidation: true);
        json.WriteEndObject();
    });

    private static void WriteDay(Utf8JsonWriter json, WindowStatistics day)
    {
        json.Put("o", day.OpenPrice);
        json.Put("h", day.High);
        json.Put("l", day.Low);
        json.Put("v", day.Volume);
        json.Put("q", day.QuoteVolume);
    }

    private static void WriteChanges(Utf8JsonWriter json, string name, Market market, IEnumerable<KeyValuePair<long, long>> changes)
    {
        json.WriteStartArray(name);
        foreach (var (ticks, lots) in changes) MarketEndpoints.WriteLevel(json, market, ticks, lots);
        json.WriteEndArray();
    }

    private static void WriteStart(Utf8JsonWriter json, string kind, Market market, Instant now)
    {
        json.WriteStartObject();
        json.WriteString("e", kind);
        json.Put("E", now);
        json.WriteString("s", market.Rules.Symbol);
    }

    private static byte[] Event(string kind, Market market, Instant now, Action<Utf8JsonWriter> write) => JsonBody.Write(json =>
    {
        WriteStart(json, kind, market, now);
        write(json);
        json.WriteEndObject();
    });
}
