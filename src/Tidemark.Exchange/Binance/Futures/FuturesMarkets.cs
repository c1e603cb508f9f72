using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Binance.Endpoints;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Books, bars, tickers, mark prices and funding of contracts.</summary>
internal static class FuturesMarkets
{
    private const int MostLevels = 1_000;

    public static int DepthWeight(BinanceCall call) => (call.Parameters.Whole("limit") ?? 500) switch { <= 50 => 2, <= 100 => 5, <= 500 => 10, _ => 20 };

    public static int KlineWeight(BinanceCall call) => (call.Parameters.Whole("limit") ?? 500) switch { < 100 => 1, < 500 => 2, <= 1000 => 5, _ => 10 };

    public static void Depth(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        var limit = call.Parameters.Limit(500, MostLevels);
        json.WriteStartObject();
        json.WriteNumber("lastUpdateId", market.UpdateId);
        json.Put("E", call.Now);
        json.Put("T", call.Now);
        MarketEndpoints.WriteLevels(json, "bids", market, Side.Buy, limit);
        MarketEndpoints.WriteLevels(json, "asks", market, Side.Sell, limit);
        json.WriteEndObject();
    }

    public static void Klines(BinanceCall call, Utf8JsonWriter json) => Klines(call, json, call.Market().Series);

    public static void ContinuousKlines(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Parameters.Require("contractType") != "PERPETUAL") throw new BinanceError(-4088, "Invalid contract type: this exchange has PERPETUAL.");
        Klines(call, json, call.MarketOf(call.Parameters.Require("pair")).Series);
    }

    public static void MarkPriceKlines(BinanceCall call, Utf8JsonWriter json) => Klines(call, json, call.Contracts().MarkOf(call.Market()).Series, isPriceOnly: true);

    public static void IndexPriceKlines(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.MarketOf(call.Parameters.Require("pair"));
        Klines(call, json, (call.Contracts().IndexOf(market) ?? market).Series, isPriceOnly: true);
    }

    public static void PremiumIndex(BinanceCall call, Utf8JsonWriter json) => call.Each(json, market =>
    {
        var mark = call.Contracts().MarkOf(market);
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        json.Put("markPrice", mark.Mark);
        json.Put("indexPrice", mark.Index);
        json.Put("estimatedSettlePrice", mark.Index);
        json.Put("lastFundingRate", mark.FundingRate);
        json.Put("interestRate", MarkPrice.Interest);
        json.Put("nextFundingTime", mark.NextFunding);
        json.Put("time", call.Now);
        json.WriteEndObject();
    });

    public static void FundingRates(BinanceCall call, Utf8JsonWriter json)
    {
        var (limit, start, end) = (call.Parameters.Limit(100, 1000), call.Parameters.Time("startTime"), call.Parameters.Time("endTime"));
        var chosen = call.ChosenMarkets().SelectMany(market => call.Contracts().MarkOf(market).Fundings, (market, paid) => (market, paid))
            .Where(item => (start is null || item.paid.Time >= start) && (end is null || item.paid.Time <= end)).OrderBy(item => item.paid.Time);
        json.WriteStartArray();
        foreach (var (market, paid) in start is null ? chosen.TakeLast(limit) : chosen.Take(limit))
        {
            json.WriteStartObject();
            json.WriteString("symbol", market.Rules.Symbol);
            json.Put("fundingTime", paid.Time);
            json.Put("fundingRate", paid.Rate);
            json.Put("markPrice", paid.Mark);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void FundingInfo(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var market in call.Core.Markets)
        {
            json.WriteStartObject();
            json.WriteString("symbol", market.Rules.Symbol);
            json.Put("adjustedFundingRateCap", MarkPrice.RateCap);
            json.Put("adjustedFundingRateFloor", -MarkPrice.RateCap);
            json.WriteNumber("fundingIntervalHours", 8);
            json.WriteBoolean("disclaimer", false);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Day(BinanceCall call, Utf8JsonWriter json) => call.Each(json, market =>
    {
        var day = WindowStatistics.Of(market, call.Now, Duration.FromDays(1));
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        json.Plain("priceChange", day.Change);
        json.WriteString("priceChangePercent", day.ChangePercent.ToString("0.000", CultureInfo.InvariantCulture));
        json.Plain("weightedAvgPrice", day.WeightedPrice);
        json.Plain("lastPrice", day.LastPrice);
        json.Plain("lastQty", market.Trades.Count > 0 ? market.Trades[^1].Quantity : 0);
        json.Plain("openPrice", day.OpenPrice);
        json.Plain("highPrice", day.High);
        json.Plain("lowPrice", day.Low);
        json.Plain("volume", day.Volume);
        json.Plain("quoteVolume", day.QuoteVolume);
        json.Put("openTime", day.Open);
        json.Put("closeTime", day.Close);
        json.WriteNumber("firstId", day.FirstId);
        json.WriteNumber("lastId", day.LastId);
        json.WriteNumber("count", day.Count);
        json.WriteEndObject();
    });

    public static void Price(BinanceCall call, Utf8JsonWriter json) => call.Each(json, market =>
    {
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        json.Plain("price", market.LastPrice);
        json.Put("time", call.Now);
        json.WriteEndObject();
    });

    public static void BookTicker(BinanceCall call, Utf8JsonWriter json) => call.Each(json, market =>
    {
        json.WriteStartObject();
        json.WriteNumber("lastUpdateId", market.UpdateId);
        json.WriteString("symbol", market.Rules.Symbol);
        TickerEndpoints.WriteBest(json, market, Side.Buy, "bidPrice", "bidQty");
        TickerEndpoints.WriteBest(json, market, Side.Sell, "askPrice", "askQty");
        json.Put("time", call.Now);
        json.WriteEndObject();
    });

    public static void OpenInterest(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        json.Plain("openInterest", call.Contracts().OpenInterestOf(market));
        json.Put("time", call.Now);
        json.WriteEndObject();
    }

    private static void Klines(BinanceCall call, Utf8JsonWriter json, KlineSeries[] series, bool isPriceOnly = false)
    {
        var interval = KlineInterval.Find(call.Parameters.Require("interval")) ?? throw new BinanceError(-1120, "Invalid interval.");
        var (limit, start, end) = (call.Parameters.Limit(500, 1500), call.Parameters.Time("startTime"), call.Parameters.Time("endTime"));
        IEnumerable<Kline> chosen = Array.Find(series, item => item.Interval == interval)!.Items;
        if (start is not null) chosen = chosen.Where(kline => kline.OpenTime >= start);
        if (end is not null) chosen = chosen.Where(kline => kline.OpenTime <= end);
        json.WriteStartArray();
        foreach (var kline in start is null ? chosen.TakeLast(limit) : chosen.Take(limit)) MarketEndpoints.WriteKline(json, kline, isPriceOnly);
        json.WriteEndArray();
    }
}
