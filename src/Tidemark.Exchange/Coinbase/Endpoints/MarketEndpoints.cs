using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>Candles, trades, books.</summary>
internal static class MarketEndpoints
{
    private const int MostCandles = 350;
    private const int MostLevels = 5_000;

    /// <summary>The venue's names of lengths.</summary>
    private static readonly Dictionary<string, string> Granularities = new(StringComparer.Ordinal)
    {
        ["ONE_MINUTE"] = "1m",
        ["FIVE_MINUTE"] = "5m",
        ["FIFTEEN_MINUTE"] = "15m",
        ["THIRTY_MINUTE"] = "30m",
        ["ONE_HOUR"] = "1h",
        ["TWO_HOUR"] = "2h",
        ["FOUR_HOUR"] = "4h",
        ["SIX_HOUR"] = "6h",
        ["ONE_DAY"] = "1d",
    };

    public static void Candles(CoinbaseCall call, Utf8JsonWriter json)
    {
        var (market, query) = (call.Market(), call.Query);
        if (!Granularities.TryGetValue(query.Require("granularity"), out var name)) throw CoinbaseError.Argument("Granularity is invalid");
        if (query.Seconds("start") is not { } start || query.Seconds("end") is not { } end) throw CoinbaseError.Argument("start and end are required");
        if (start > end) throw CoinbaseError.Argument("start must be before end");
        var series = market.SeriesOf(name);
        if ((end.UnixSeconds - start.UnixSeconds) / series.Interval.Seconds > MostCandles) throw CoinbaseError.Argument($"number of candles requested should be less than {MostCandles}");
        json.WriteStartObject();
        json.WriteStartArray("candles");
        var limit = query.Limit(MostCandles, MostCandles);
        for (var i = series.Items.Count - 1; i >= 0 && limit > 0 && series.Items[i].OpenTime >= start; i--)
        {
            // Where nothing traded the venue has no candle.
            if (series.Items[i].OpenTime > end || series.Items[i].Count == 0) continue;
            WriteCandle(json, series.Items[i], null);
            limit--;
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="product">Written where it is given.</param>
    public static void WriteCandle(Utf8JsonWriter json, Kline kline, string? product)
    {
        json.WriteStartObject();
        json.PutWhole("start", kline.OpenTime.UnixSeconds);
        json.Put("low", kline.Low);
        json.Put("high", kline.High);
        json.Put("open", kline.Open);
        json.Put("close", kline.Close);
        json.Put("volume", kline.Volume);
        if (product is not null) json.WriteString("product_id", product);
        json.WriteEndObject();
    }

    /// <summary>The last trades, newest first, and the best prices.</summary>
    public static void Trades(CoinbaseCall call, Utf8JsonWriter json)
    {
        var (market, query) = (call.Market(), call.Query);
        var (start, end, limit) = (query.Seconds("start"), query.Seconds("end"), query.Limit(100, 1_000));
        json.WriteStartObject();
        json.WriteStartArray("trades");
        for (var i = market.Trades.Count - 1; i >= 0 && limit > 0; i--)
        {
            var trade = market.Trades[i];
            if (start is not null && trade.Time < start) break;
            if (end is not null && trade.Time > end) continue;
            WriteTrade(json, market, trade, isWhole: true);
            limit--;
        }
        json.WriteEndArray();
        json.WriteString("best_bid", BestOf(market, Side.Buy));
        json.WriteString("best_ask", BestOf(market, Side.Sell));
        json.WriteEndObject();
    }

    /// <summary>The side is that of the order which was resting.</summary>
    public static void WriteTrade(Utf8JsonWriter json, Market market, in PublicTrade trade, bool isWhole)
    {
        json.WriteStartObject();
        json.PutWhole("trade_id", trade.Id);
        json.WriteString("product_id", market.Rules.Symbol);
        json.Put("price", trade.Price);
        json.Put("size", trade.Quantity);
        json.Put("time", trade.Time);
        json.WriteString("side", trade.BuyerIsMaker ? "BUY" : "SELL");
        if (isWhole)
        {
            json.WriteString("bid", "");
            json.WriteString("ask", "");
            json.WriteString("exchange", "coinbase");
        }
        json.WriteEndObject();
    }

    public static void Book(CoinbaseCall call, Utf8JsonWriter json)
    {
        var market = call.Venue.MarketOf(call.Query.Require("product_id"));
        var limit = call.Query.Limit(MostLevels, MostLevels);
        json.WriteStartObject();
        json.WritePropertyName("pricebook");
        WriteBook(json, market, limit, call.Query.Number("aggregation_price_increment") ?? 0, call.Now);
        if (market.Best(Side.Buy) is { } bid && market.Best(Side.Sell) is { } ask)
        {
            var (middle, spread) = ((bid.Price + ask.Price) / 2, ask.Price - bid.Price);
            json.Put("last", market.LastPrice);
            json.Put("mid_market", middle);
            json.WriteString("spread_bps", (spread / middle * 10_000).ToString("0.############", CultureInfo.InvariantCulture));
            json.Put("spread_absolute", spread);
        }
        json.WriteEndObject();
    }

    public static void BestPrices(CoinbaseCall call, Utf8JsonWriter json)
    {
        var wanted = call.Query.All("product_ids");
        json.WriteStartObject();
        json.WriteStartArray("pricebooks");
        foreach (var market in wanted.Length == 0 ? call.Core.Markets : wanted.Select(call.Venue.MarketOf)) WriteBook(json, market, 1, 0, call.Now);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static string BestOf(Market market, Side side) => market.Best(side) is { } best ? CoinbaseText.Of(best.Price) : "";

    public static decimal? Middle(Market market) => market.Best(Side.Buy) is { } bid && market.Best(Side.Sell) is { } ask ? (bid.Price + ask.Price) / 2 : null;

    private static void WriteBook(Utf8JsonWriter json, Market market, int limit, decimal increment, Instant now)
    {
        json.WriteStartObject();
        json.WriteString("product_id", market.Rules.Symbol);
        WriteSide(json, "bids", market, Side.Buy, limit, increment);
        WriteSide(json, "asks", market, Side.Sell, limit, increment);
        json.Put("time", now);
        json.WriteEndObject();
    }

    /// <param name="increment">Levels inside a multiple of it are one; 0 for the levels as they are.</param>
    private static void WriteSide(Utf8JsonWriter json, string name, Market market, Side side, int limit, decimal increment)
    {
        var levels = new BookLevel[MostLevels];
        var count = market.Engine.CopyLevels(side, levels);
        var sums = new List<(decimal Price, decimal Size)>();
        for (var i = 0; i < count; i++)
        {
            var (price, size) = (market.PriceOf(levels[i].PriceTicks), market.QuantityOf(levels[i].QuantityLots));
            if (increment > 0) price = (side == Side.Buy ? decimal.Floor(price / increment) : decimal.Ceiling(price / increment)) * increment;
            if (sums.Count > 0 && sums[^1].Price == price) sums[^1] = (price, sums[^1].Size + size);
            else if (sums.Count == limit) break;
            else sums.Add((price, size));
        }
        json.WriteStartArray(name);
        foreach (var (price, size) in sums)
        {
            json.WriteStartObject();
            json.Put("price", price);
            json.Put("size", size);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
