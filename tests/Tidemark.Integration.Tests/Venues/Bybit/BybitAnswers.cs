using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Tidemark.Integration.Tests.Venues.Bybit;

/// <summary>What the server answers and streams, in the words of the venue's documentation.</summary>
internal sealed class BybitAnswers(BybitServer server)
{
    private const int FundingHours = 8;
    private static readonly Duration FundingPast = Duration.FromDays(100);

    public string Answer(string path, IQueryCollection query) => path switch
    {
        "/v5/market/time" => Result(new { timeSecond = server.Now.UnixSeconds.ToString(CultureInfo.InvariantCulture), timeNano = server.Now.Nanoseconds.ToString(CultureInfo.InvariantCulture) }),
        "/v5/market/instruments-info" => Instruments(query),
        "/v5/market/kline" => Of(query, market => Klines(market, query)),
        "/v5/market/recent-trade" => Of(query, market => RecentTrades(market, query)),
        "/v5/market/orderbook" => Of(query, market => Book(market, query)),
        "/v5/market/funding/history" => Of(query, market => Funding(market, query)),
        _ => Refusal(10017, "Route not found."),
    };

    public static string Kline(BybitMarket market, Bar bar, bool isClosed) => JsonSerializer.Serialize(new
    {
        topic = $"kline.1.{market.Symbol}",
        data = new[]
        {
            new
            {
                start = bar.OpenTime.UnixMilliseconds,
                end = bar.OpenTime.UnixMilliseconds + 59_999,
                interval = "1",
                open = Text(bar.Open),
                close = Text(bar.Close),
                high = Text(bar.High),
                low = Text(bar.Low),
                volume = Text(bar.Volume),
                turnover = Text(bar.Volume * bar.Close),
                confirm = isClosed,
                timestamp = market.ChangedAt.UnixMilliseconds,
            },
        },
        ts = market.ChangedAt.UnixMilliseconds,
        type = "snapshot",
    });

    public static string TradeMessage(BybitMarket market, IReadOnlyList<(Trade Trade, string Name)> trades) => JsonSerializer.Serialize(new
    {
        topic = $"publicTrade.{market.Symbol}",
        type = "snapshot",
        ts = market.ChangedAt.UnixMilliseconds,
        data = trades.Select(item => new Dictionary<string, object>
        {
            ["T"] = item.Trade.Time.UnixMilliseconds,
            ["s"] = market.Symbol,
            ["S"] = $"{item.Trade.Aggressor}",
            ["v"] = Text(item.Trade.Quantity),
            ["p"] = Text(item.Trade.Price),
            ["i"] = item.Name,
            ["BT"] = false,
            ["RPI"] = false,
        }),
    });

    public static string Ticker(BybitMarket market, bool isSnapshot)
    {
        Dictionary<string, string> data = new() { ["symbol"] = market.Symbol, ["markPrice"] = Text(market.MarkPrice) };
        if (isSnapshot)
        {
            data["fundingRate"] = "0.0001";
            data["nextFundingTime"] = Text(Interval.Hours(FundingHours).CloseOf(Interval.Hours(FundingHours).OpenOf(market.ChangedAt)).UnixMilliseconds);
        }
        return JsonSerializer.Serialize(new { topic = $"tickers.{market.Symbol}", type = isSnapshot ? "snapshot" : "delta", data, cs = market.Sequence, ts = market.ChangedAt.UnixMilliseconds });
    }

    private string Of(IQueryCollection query, Func<BybitMarket, string> answer) =>
        server.Markets.FirstOrDefault(market => market.Category == query["category"] && market.Symbol == query["symbol"]) is { } market ? answer(market) : Refusal(10001, "Not supported symbols");

    private string Instruments(IQueryCollection query)
    {
        var isSpot = query["category"] == "spot";
        var all = server.Markets.Where(market => market.Category == query["category"]).Select(market => isSpot ? SpotInstrument(market) : ContractInstrument(market)).ToList();
        // Futures and contracts that are not linear are left out by the connector; the pages of one show that it reads them all.
        if (!isSpot) all.Insert(0, new { symbol = "BTCUSD", contractType = "InversePerpetual", status = "Trading", baseCoin = "BTC", quoteCoin = "USD", settleCoin = "BTC" });
        var page = isSpot ? 0 : query["cursor"].ToString() is { Length: > 0 } cursor ? int.Parse(cursor["page=".Length..], CultureInfo.InvariantCulture) : 0;
        object[] rows = isSpot ? [.. all] : [all[page]];
        return Result(new { category = query["category"].ToString(), list = rows, nextPageCursor = !isSpot && page + 1 < all.Count ? $"page={page + 1}" : "" });
    }

    private static object SpotInstrument(BybitMarket market) => new
    {
        symbol = market.Symbol,
        baseCoin = market.Symbol[..3],
        quoteCoin = "USDT",
        innovation = "0",
        status = "Trading",
        lotSizeFilter = new { basePrecision = Text(market.Step), quotePrecision = "0.0000001", minOrderQty = Text(market.Step), maxOrderQty = "230", minOrderAmt = "5", maxOrderAmt = "8000000" },
        priceFilter = new { tickSize = Text(market.Tick) },
    };

    private static object ContractInstrument(BybitMarket market) => new
    {
        symbol = market.Symbol,
        contractType = "LinearPerpetual",
        status = "Trading",
        baseCoin = market.Symbol[..3],
        quoteCoin = "USDT",
        settleCoin = "USDT",
        launchTime = "1584230400000",
        deliveryTime = "0",
        priceFilter = new { minPrice = "0.10", maxPrice = "1999999.80", tickSize = Text(market.Tick) },
        lotSizeFilter = new { maxOrderQty = "1190.000", minOrderQty = "0.001", qtyStep = Text(market.Step), maxMktOrderQty = "119.000", minNotionalValue = "5" },
        fundingInterval = FundingHours * 60,
    };

    private string Klines(BybitMarket market, IQueryCollection query)
    {
        var (start, end) = Range(query, "start", "end");
        var limit = Math.Min(Number(query, "limit", 200), 1_000);
        if (query["interval"] == "M") return Result(new { category = market.Category, symbol = market.Symbol, list = Array.Empty<object>() });
        if (query["interval"] != "1") return Refusal(10001, "Invalid period!");
        var rows = market.Bars.Append(market.Growing).Where(bar => bar.OpenTime.UnixMilliseconds >= start && bar.OpenTime.UnixMilliseconds <= end).Reverse().Take((int)limit)
            .Select(bar => new[] { Text(bar.OpenTime.UnixMilliseconds), Text(bar.Open), Text(bar.High), Text(bar.Low), Text(bar.Close), Text(bar.Volume), Text(bar.Volume * bar.Close) });
        return Result(new { category = market.Category, symbol = market.Symbol, list = rows });
    }

    private string RecentTrades(BybitMarket market, IQueryCollection query)
    {
        var limit = Math.Min(Number(query, "limit", 60), market.Category == "spot" ? 60 : 1_000);
        var rows = Enumerable.Reverse(market.Trades).Take((int)limit).Select(item => new
        {
            execId = item.Name,
            symbol = market.Symbol,
            price = Text(item.Trade.Price),
            size = Text(item.Trade.Quantity),
            side = item.Trade.Aggressor.ToString(),
            time = Text(item.Trade.Time.UnixMilliseconds),
            isBlockTrade = false,
        });
        return Result(new { category = market.Category, list = rows });
    }

    private string Book(BybitMarket market, IQueryCollection query)
    {
        var topic = server.Topics.Single(item => item.Market == market && item.Topic.Levels == 200).Topic;
        var limit = (int)Math.Min(Number(query, "limit", 1), 200);
        return Result(new { s = market.Symbol, b = topic.Rows(isBid: true, limit), a = topic.Rows(isBid: false, limit), ts = market.ChangedAt.UnixMilliseconds, u = topic.UpdateId, seq = market.Sequence, cts = market.ChangedAt.UnixMilliseconds });
    }

    private string Funding(BybitMarket market, IQueryCollection query)
    {
        if (market.Category != "linear") return Refusal(10001, "Category is invalid");
        var (start, end) = Range(query, "startTime", "endTime");
        var interval = Interval.Hours(FundingHours);
        List<object> rows = [];
        for (var time = interval.OpenOf(server.Now); time >= server.Now - FundingPast && rows.Count < Math.Min(Number(query, "limit", 200), 200); time -= Duration.FromHours(FundingHours))
            if (time.UnixMilliseconds >= start && time.UnixMilliseconds <= end)
                rows.Add(new { symbol = market.Symbol, fundingRate = Text(Math.Round(0.0001 * Math.Sin(time.UnixSeconds), 8)), fundingRateTimestamp = Text(time.UnixMilliseconds) });
        return Result(new { category = market.Category, list = rows });
    }

    private static (long Start, long End) Range(IQueryCollection query, string start, string end) => (Number(query, start, 0), Number(query, end, long.MaxValue));

    private static long Number(IQueryCollection query, string name, long usual) => long.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;

    private string Result(object result) => JsonSerializer.Serialize(new { retCode = 0, retMsg = "OK", result, retExtInfo = new { }, time = server.Now.UnixMilliseconds });

    private string Refusal(int code, string message) => JsonSerializer.Serialize(new { retCode = code, retMsg = message, result = new { }, retExtInfo = new { }, time = server.Now.UnixMilliseconds });

    private static string Text(IFormattable value) => value is double number ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : value.ToString(null, CultureInfo.InvariantCulture);
}
