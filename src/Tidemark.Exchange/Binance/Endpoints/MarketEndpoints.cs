using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>Book, trades and klines.</summary>
internal static class MarketEndpoints
{
    private const int MostLevels = 5_000;

    public static int DepthWeight(BinanceCall call) => (call.Parameters.Whole("limit") ?? 100) switch { <= 100 => 5, <= 500 => 25, <= 1000 => 50, _ => 250 };

    public static void Depth(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        var limit = call.Parameters.Limit(100, MostLevels);
        json.WriteStartObject();
        json.WriteNumber("lastUpdateId", market.UpdateId);
        WriteLevels(json, "bids", market, Side.Buy, limit);
        WriteLevels(json, "asks", market, Side.Sell, limit);
        json.WriteEndObject();
    }

    public static void WriteLevels(Utf8JsonWriter json, string name, Market market, Side side, int limit)
    {
        var levels = new BookLevel[Math.Min(limit, market.Engine.OrderCount + 1)];
        var count = market.Engine.CopyLevels(side, levels);
        json.WriteStartArray(name);
        for (var i = 0; i < count; i++) WriteLevel(json, market, levels[i].PriceTicks, levels[i].QuantityLots);
        json.WriteEndArray();
    }

    public static void WriteLevel(Utf8JsonWriter json, Market market, long ticks, long lots)
    {
        json.WriteStartArray();
        json.WriteStringValue(BinanceNumber.Of(market.PriceOf(ticks)));
        json.WriteStringValue(BinanceNumber.Of(market.QuantityOf(lots)));
        json.WriteEndArray();
    }

    public static void Trades(BinanceCall call, Utf8JsonWriter json) => WriteTrades(json, call.Market().Trades.TakeLast(call.Parameters.Limit(500, 1000)));

    public static void HistoricalTrades(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, limit) = (call.Market(), call.Parameters.Limit(500, 1000));
        WriteTrades(json, call.Parameters.Whole("fromId") is { } from ? market.Trades.Where(trade => trade.Id >= from).Take(limit) : market.Trades.TakeLast(limit));
    }

    public static void AggregateTrades(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, limit, parameters) = (call.Market(), call.Parameters.Limit(500, 1000), call.Parameters);
        var (from, start, end) = (parameters.Whole("fromId"), parameters.Time("startTime"), parameters.Time("endTime"));
        IEnumerable<AggregateTrade> chosen = market.Aggregates;
        if (from is { } id) chosen = chosen.Where(trade => trade.Id >= id).Take(limit);
        else if (start is null && end is null) chosen = chosen.TakeLast(limit);
        else
        {
            chosen = chosen.Where(trade => (start is null || trade.Time >= start) && (end is null || trade.Time.UnixMilliseconds <= end.Value.UnixMilliseconds));
            chosen = start is null ? chosen.TakeLast(limit) : chosen.Take(limit);
        }
        json.WriteStartArray();
        foreach (var trade in chosen)
        {
            json.WriteStartObject();
            WriteAggregate(json, trade);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The properties that REST answer and stream share.</summary>
    public static void WriteAggregate(Utf8JsonWriter json, in AggregateTrade trade)
    {
        json.WriteNumber("a", trade.Id);
        json.Put("p", trade.Price);
        json.Put("q", trade.Quantity);
        json.WriteNumber("f", trade.FirstTradeId);
        json.WriteNumber("l", trade.LastTradeId);
        json.Put("T", trade.Time);
        json.WriteBoolean("m", trade.BuyerIsMaker);
        json.WriteBoolean("M", true);
    }

    public static void Klines(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        var interval = KlineInterval.Find(call.Parameters.Require("interval")) ?? throw new BinanceError(-1120, "Invalid interval.");
        var (limit, start, end) = (call.Parameters.Limit(500, 1000), call.Parameters.Time("startTime"), call.Parameters.Time("endTime"));
        IEnumerable<Kline> chosen = market.SeriesOf(interval.Name).Items;
        if (start is not null) chosen = chosen.Where(kline => kline.OpenTime >= start);
        if (end is not null) chosen = chosen.Where(kline => kline.OpenTime <= end);
        chosen = start is null ? chosen.TakeLast(limit) : chosen.Take(limit);
        json.WriteStartArray();
        foreach (var kline in chosen) WriteKline(json, kline);
        json.WriteEndArray();
    }

    public static void AveragePrice(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        json.WriteStartObject();
        json.WriteNumber("mins", 5);
        json.Put("price", market.AveragePrice(call.Now));
        json.Put("closeTime", market.Trades.Count > 0 ? market.Trades[^1].Time : call.Now);
        json.WriteEndObject();
    }

    /// <param name="isPriceOnly">Whether it is of a price that nobody trades at: then it has no volume.</param>
    public static void WriteKline(Utf8JsonWriter json, Kline kline, bool isPriceOnly = false)
    {
        json.WriteStartArray();
        json.WriteNumberValue(kline.OpenTime.UnixMilliseconds);
        foreach (var value in (decimal[])[kline.Open, kline.High, kline.Low, kline.Close]) json.WriteStringValue(BinanceNumber.Of(value));
        json.WriteStringValue(isPriceOnly ? "0" : BinanceNumber.Of(kline.Volume));
        json.WriteNumberValue(kline.CloseTime.UnixMilliseconds - 1);
        json.WriteStringValue(isPriceOnly ? "0" : BinanceNumber.Of(kline.QuoteVolume));
        json.WriteNumberValue(kline.Count);
        json.WriteStringValue(isPriceOnly ? "0" : BinanceNumber.Of(kline.TakerBuyVolume));
        json.WriteStringValue(isPriceOnly ? "0" : BinanceNumber.Of(kline.TakerBuyQuoteVolume));
        json.WriteStringValue("0");
        json.WriteEndArray();
    }

    private static void WriteTrades(Utf8JsonWriter json, IEnumerable<PublicTrade> trades)
    {
        json.WriteStartArray();
        foreach (var trade in trades)
        {
            json.WriteStartObject();
            json.WriteNumber("id", trade.Id);
            json.Put("price", trade.Price);
            json.Put("qty", trade.Quantity);
            json.Put("quoteQty", trade.QuoteQuantity);
            json.Put("time", trade.Time);
            json.WriteBoolean("isBuyerMaker", trade.BuyerIsMaker);
            json.WriteBoolean("isBestMatch", true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
