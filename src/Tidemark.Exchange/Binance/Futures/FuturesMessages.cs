using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Binance.Endpoints;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Messages of the market streams of contracts.</summary>
internal static class FuturesMessages
{
    public static byte[] Trade(Market market, PublicTrade trade, Instant now) => Event("trade", market, now, json =>
    {
        json.Put("T", trade.Time);
        json.WriteNumber("t", trade.Id);
        json.Plain("p", trade.Price);
        json.Plain("q", trade.Quantity);
        json.WriteString("X", "MARKET");
        json.WriteBoolean("m", trade.BuyerIsMaker);
    });

    public static byte[] Aggregate(Market market, AggregateTrade trade, Instant now) => Event("aggTrade", market, now, json =>
    {
        json.WriteNumber("a", trade.Id);
        json.Plain("p", trade.Price);
        json.Plain("q", trade.Quantity);
        json.WriteNumber("f", trade.FirstTradeId);
        json.WriteNumber("l", trade.LastTradeId);
        json.Put("T", trade.Time);
        json.WriteBoolean("m", trade.BuyerIsMaker);
    });

    public static byte[] BookTicker(Market market, Instant now) => Event("bookTicker", market, now, json =>
    {
        json.WriteNumber("u", market.UpdateId);
        json.Put("T", now);
        TickerEndpoints.WriteBest(json, market, Side.Buy, "b", "B");
        TickerEndpoints.WriteBest(json, market, Side.Sell, "a", "A");
    });

    /// <summary><c>pu</c> is where the message before ended.</summary>
    public static byte[] Depth(Market market, DepthChanges changes, Instant now) => Event("depthUpdate", market, now, json =>
    {
        json.Put("T", now);
        json.WriteNumber("U", changes.FirstId);
        json.WriteNumber("u", changes.LastId);
        json.WriteNumber("pu", changes.FirstId - 1);
        WriteChanges(json, "b", market, changes.Bids);
        WriteChanges(json, "a", market, changes.Asks);
    });

    public static byte[] PartialDepth(Market market, int levels, long previous, Instant now) => Event("depthUpdate", market, now, json =>
    {
        json.Put("T", now);
        json.WriteNumber("U", previous + 1);
        json.WriteNumber("u", market.UpdateId);
        json.WriteNumber("pu", previous);
        MarketEndpoints.WriteLevels(json, "b", market, Side.Buy, levels);
        MarketEndpoints.WriteLevels(json, "a", market, Side.Sell, levels);
    });

    public static byte[] ContinuousKline(Market market, KlineInterval interval, Kline kline, bool isClosed, Instant now) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("e", "continuous_kline");
        json.Put("E", now);
        json.WriteString("ps", market.Rules.Symbol);
        json.WriteString("ct", "PERPETUAL");
        Streams.StreamMessages.WriteKline(json, market, interval, kline, isClosed);
        json.WriteEndObject();
    });

    public static void WriteMark(Utf8JsonWriter json, MarkPrice mark, Instant now)
    {
        WriteStart(json, "markPriceUpdate", mark.Market, now);
        json.Put("p", mark.Mark);
        json.Put("ap", mark.Mark);
        json.Put("P", mark.Index);
        json.Put("i", mark.Index);
        json.Put("r", mark.FundingRate);
        json.Put("T", mark.NextFunding);
        json.WriteEndObject();
    }

    public static void WriteTicker(Utf8JsonWriter json, Market market, Instant now)
    {
        var day = WindowStatistics.Of(market, now, Duration.FromDays(1));
        WriteStart(json, "24hrTicker", market, now);
        json.Plain("p", day.Change);
        json.WriteString("P", day.ChangePercent.ToString("0.000", CultureInfo.InvariantCulture));
        json.Plain("w", day.WeightedPrice);
        json.Plain("c", day.LastPrice);
        json.Plain("Q", market.Trades.Count > 0 ? market.Trades[^1].Quantity : 0);
        json.Plain("o", day.OpenPrice);
        json.Plain("h", day.High);
        json.Plain("l", day.Low);
        json.Plain("v", day.Volume);
        json.Plain("q", day.QuoteVolume);
        json.Put("O", day.Open);
        json.Put("C", day.Close);
        json.WriteNumber("F", day.FirstId);
        json.WriteNumber("L", day.LastId);
        json.WriteNumber("n", day.Count);
        json.WriteEndObject();
    }

    public static byte[] Forced(ExchangeOrder order, Instant now) => JsonBody.Write(json =>
    {
        var average = order.Executed == 0 ? 0 : order.ExecutedQuote / order.Executed;
        json.WriteStartObject();
        json.WriteString("e", "forceOrder");
        json.Put("E", now);
        json.WriteStartObject("o");
        json.WriteString("s", order.Market.Rules.Symbol);
        json.WriteString("S", OrderText.Side(order.Side));
        json.WriteString("o", "LIMIT");
        json.WriteString("f", "IOC");
        json.Plain("q", order.Quantity);
        json.Plain("p", average);
        json.Plain("ap", average);
        json.WriteString("X", OrderText.State(order.State));
        json.Plain("l", order.Fills.Count > 0 ? order.Fills[^1].Quantity : 0);
        json.Plain("z", order.Executed);
        json.Put("T", order.UpdatedAt);
        json.WriteEndObject();
        json.WriteEndObject();
    });

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
