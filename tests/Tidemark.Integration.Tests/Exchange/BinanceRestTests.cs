using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>The Binance spot REST API over a real socket.</summary>
public sealed class BinanceRestTests
{
    [Fact]
    public async Task MarketData_OfALivelyMarket_IsConsistent()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        Assert.Equal("{}", (await exchange.GetAsync("/api/v3/ping")).ToString());
        Assert.True((await exchange.GetAsync("/api/v3/time")).GetProperty("serverTime").GetInt64() > 0);
        var info = (await exchange.GetAsync("/api/v3/exchangeInfo?symbol=BTCUSDT")).GetProperty("symbols")[0];
        Assert.Contains(info.GetProperty("filters").EnumerateArray(), filter => filter.GetProperty("filterType").GetString() == "PERCENT_PRICE_BY_SIDE");
        var depth = await exchange.GetAsync("/api/v3/depth?symbol=BTCUSDT&limit=20");
        Assert.Equal(20, depth.GetProperty("bids").GetArrayLength());
        Assert.True(Number(depth.GetProperty("bids")[0][0]) < Number(depth.GetProperty("asks")[0][0]));
        Assert.Equal(10, (await exchange.GetAsync("/api/v3/trades?symbol=BTCUSDT&limit=10")).GetArrayLength());
        Assert.Equal(3, (await exchange.GetAsync("/api/v3/historicalTrades?symbol=BTCUSDT&fromId=5&limit=3")).GetArrayLength());
        Assert.Equal(5, (await exchange.GetAsync("/api/v3/aggTrades?symbol=BTCUSDT&limit=5")).GetArrayLength());
        foreach (var interval in (string[])["1s", "1m", "1h", "1d", "3d", "1w", "1M"])
        {
            var kline = (await exchange.GetAsync($"/api/v3/klines?symbol=BTCUSDT&interval={interval}&limit=1"))[0];
            Assert.Equal(12, kline.GetArrayLength());
            Assert.True(Number(kline[2]) >= Number(kline[3]));
        }
        Assert.Equal(JsonValueKind.Array, (await exchange.GetAsync("/api/v3/ticker/24hr")).ValueKind);
        Assert.Equal("BTCUSDT", (await exchange.GetAsync("/api/v3/ticker/24hr?symbol=BTCUSDT")).GetProperty("symbol").GetString());
        Assert.Equal(2, (await exchange.GetAsync("/api/v3/ticker/price?symbols=%5B%22BTCUSDT%22,%22ETHBTC%22%5D")).GetArrayLength());
        Assert.True(Number((await exchange.GetAsync("/api/v3/ticker/bookTicker?symbol=ETHBTC")).GetProperty("askPrice")) > 0);
        Assert.True(Number((await exchange.GetAsync("/api/v3/avgPrice?symbol=BTCUSDT")).GetProperty("price")) > 0);
        Assert.Equal(2, (await exchange.GetAsync("/api/v3/ticker?symbols=%5B%22BTCUSDT%22,%22ETHBTC%22%5D&windowSize=4h")).GetArrayLength());
    }

    [Fact]
    public async Task Orders_PlacedQueriedCanceled_AgreeWithBalancesAndLedger()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        var market = await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        Assert.Equal("FILLED", market.GetProperty("status").GetString());
        var fills = market.GetProperty("fills").EnumerateArray().ToList();
        Assert.Equal(0.01m, fills.Sum(fill => Number(fill.GetProperty("qty"))));
        Assert.All(fills, fill => Assert.Equal("BTC", fill.GetProperty("commissionAsset").GetString()));
        var byQuote = await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=100");
        Assert.InRange(Number(byQuote.GetProperty("cummulativeQuoteQty")), 98, 100);
        Assert.Equal("FILLED", byQuote.GetProperty("status").GetString());

        var limit = await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=40&newClientOrderId=mine");
        Assert.Equal("NEW", limit.GetProperty("status").GetString());
        var account = await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/account");
        var usdt = account.GetProperty("balances").EnumerateArray().Single(balance => balance.GetProperty("asset").GetString() == "USDT");
        Assert.Equal(40m, Number(usdt.GetProperty("locked")));
        Assert.Equal("mine", (await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/openOrders", "symbol=LTCUSDT"))[0].GetProperty("clientOrderId").GetString());
        await exchange.SignedOkAsync(HttpMethod.Put, "/api/v3/order/amend/keepPriority", "symbol=LTCUSDT&origClientOrderId=mine&newQty=0.5");
        var replaced = await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order/cancelReplace",
            "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.3&price=41&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=mine&newClientOrderId=next");
        Assert.Equal("SUCCESS", replaced.GetProperty("newOrderResult").GetString());
        Assert.Equal("CANCELED", (await exchange.SignedOkAsync(HttpMethod.Delete, "/api/v3/order", "symbol=LTCUSDT&origClientOrderId=next")).GetProperty("status").GetString());
        Assert.Equal(2, (await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/allOrders", "symbol=LTCUSDT")).GetArrayLength());
        var mine = await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/myTrades", "symbol=BTCUSDT");

        var ledger = await exchange.GetAsync("/control/ledger");
        Assert.Equal(4, ledger.GetProperty("orders").GetArrayLength());
        Assert.Equal(mine.EnumerateArray().Select(trade => trade.GetProperty("id").GetInt64()), ledger.GetProperty("fills").EnumerateArray().Select(fill => fill.GetProperty("tradeId").GetInt64()));
        Assert.Equal(0m, ledger.GetProperty("accounts")[0].GetProperty("balances").GetProperty("USDT").GetProperty("locked").GetDecimal());
    }

    [Fact]
    public async Task Pairs_NewAndOldForm_ArePlacedAndCanceledWhole()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        var pair = await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/orderList/oco",
            "symbol=LTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=90&belowType=STOP_LOSS_LIMIT&belowStopPrice=40&belowPrice=39&belowTimeInForce=GTC");
        Assert.Equal("EXECUTING", pair.GetProperty("listOrderStatus").GetString());
        Assert.Equal(2, (await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/openOrders")).GetArrayLength());
        var id = pair.GetProperty("orderListId").GetInt64();
        Assert.Equal("ALL_DONE", (await exchange.SignedOkAsync(HttpMethod.Delete, "/api/v3/orderList", string.Create(CultureInfo.InvariantCulture, $"symbol=LTCUSDT&orderListId={id}"))).GetProperty("listOrderStatus").GetString());
        await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order/oco", "symbol=LTCUSDT&side=SELL&quantity=1&price=90&stopPrice=40&stopLimitPrice=39&stopLimitTimeInForce=GTC");
        Assert.Equal(1, (await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/openOrderList")).GetArrayLength());
        Assert.Equal(1, (await exchange.SignedOkAsync(HttpMethod.Delete, "/api/v3/openOrders", "symbol=LTCUSDT")).GetArrayLength());
    }

    [Fact]
    public async Task Refusals_HaveTheVenuesCodes()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        const string Order = "/api/v3/order";
        const string Limit = "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC";
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, Limit + "&quantity=1", -1102);
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, Limit.Replace("LTC", "XYZ", StringComparison.Ordinal) + "&quantity=1&price=40", -1121);
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, Limit + "&quantity=1.0005&price=40", -1013);
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, Limit + "&quantity=1&price=40.001", -1013);
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, Limit + "&quantity=0.01&price=40", -1013);
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, Limit + "&quantity=1&price=4000", -1013);
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, Limit + "&quantity=1.000000001&price=40", -1111);
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, Limit + "&quantity=5000&price=40", -2010);
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, "symbol=LTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=1&price=150", -2010);
        await exchange.AssertRefusedAsync(HttpMethod.Post, Order, "symbol=LTCUSDT&side=BUY&type=STOP_LOSS&quantity=1&stopPrice=40", -2010);
        await exchange.AssertRefusedAsync(HttpMethod.Delete, Order, "symbol=LTCUSDT&orderId=999999999", -2011);
        await exchange.AssertRefusedAsync(HttpMethod.Get, Order, "symbol=LTCUSDT&orderId=999999999", -2013);
        await exchange.AssertRefusedAsync(HttpMethod.Get, "/api/v3/account", "timestamp=1000", -1021);
        Assert.Equal(-2014, (await exchange.SendAsync(HttpMethod.Get, "/api/v3/account", key: "")).Body.GetProperty("code").GetInt32());
        Assert.Equal(-2015, (await exchange.SendAsync(HttpMethod.Get, "/api/v3/account", key: "other")).Body.GetProperty("code").GetInt32());
        var now = (await exchange.GetAsync("/api/v3/time")).GetProperty("serverTime").GetInt64().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(-1022, (await exchange.SendAsync(HttpMethod.Get, $"/api/v3/account?timestamp={now}&signature={new string('a', 64)}")).Body.GetProperty("code").GetInt32());
        Assert.Empty((await exchange.GetAsync("/control/ledger")).GetProperty("orders").EnumerateArray());
    }

    [Fact]
    public async Task AnswerType_Unknown_IsRefusedBeforeAnythingHappens()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        const string Limit = "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1";
        await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", Limit + "&price=40&newClientOrderId=kept");
        await exchange.AssertRefusedAsync(HttpMethod.Post, "/api/v3/order/cancelReplace",
            Limit + "&price=41&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=kept&newOrderRespType=BRIEF", -1100);
        await exchange.AssertRefusedAsync(HttpMethod.Post, "/api/v3/orderList/oco",
            "symbol=LTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=90&belowType=STOP_LOSS&belowStopPrice=40&newOrderRespType=BRIEF", -1100);
        var open = await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/openOrders");
        Assert.Equal("kept", Assert.Single(open.EnumerateArray()).GetProperty("clientOrderId").GetString());
    }

    [Theory]
    [InlineData("text/plain", null, null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "https://example.com", null, HttpStatusCode.Forbidden)]
    [InlineData("application/json", "null", null, HttpStatusCode.Forbidden)]
    [InlineData("application/json", null, "rebound.example.com", HttpStatusCode.Forbidden)]
    [InlineData("application/json", null, "localhost", HttpStatusCode.OK)]
    public async Task Control_FromAWebPage_IsRefused(string type, string? origin, string? host, HttpStatusCode expected)
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/control/clock") { Content = new StringContent("""{"speed": 7}""", Encoding.UTF8, type) };
        if (origin is not null) request.Headers.Add("Origin", origin);
        request.Headers.Host = host;
        using var response = await exchange.Client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        var speed = (await exchange.GetAsync("/control/state")).GetProperty("speed").GetDouble();
        Assert.Equal(expected == HttpStatusCode.OK, speed == 7);
    }

    [Fact]
    public async Task Weight_BeyondTheLimit_Gives429ThenBan()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        HashSet<HttpStatusCode> seen = [];
        for (var i = 0; i < 60 && !seen.Contains((HttpStatusCode)418); i++)
        {
            var (status, body, response) = await exchange.SendAsync(HttpMethod.Get, "/api/v3/depth?symbol=BTCUSDT&limit=5000");
            seen.Add(status);
            if (status == HttpStatusCode.OK) continue;
            Assert.Equal(-1003, body.GetProperty("code").GetInt32());
            Assert.NotNull(response.Headers.RetryAfter);
            Assert.True(response.Headers.Contains("x-mbx-used-weight-1m"));
        }
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, (HttpStatusCode)418], seen);
    }

    [Fact]
    public async Task RequestExamples_OfCcxt_AreAcceptedAsTheyStand()
    {
        var file = SharedData.Require("fixtures/ccxt/binance_static_requests.json");
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with
        {
            Accounts = [options.Accounts[0] with { Balances = new Dictionary<string, decimal> { ["USDT"] = 100_000m, ["BTC"] = 2m, ["SOL"] = 5m } }],
        });
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var count = 0;
        foreach (var example in document.RootElement.EnumerateArray())
        {
            var url = new Uri(example.GetProperty("url").GetString()!);
            if (!url.AbsolutePath.StartsWith("/api/v3/", StringComparison.Ordinal) && !url.AbsolutePath.StartsWith("/sapi/v1/asset", StringComparison.Ordinal)
                && !url.AbsolutePath.StartsWith("/fapi/", StringComparison.Ordinal)) continue;
            count++;
            await AssertAcceptedAsync(exchange, example, url);
        }
        Assert.True(count >= 39, $"only {count} examples");
    }

    private static async Task AssertAcceptedAsync(ExchangeUnderTest exchange, JsonElement example, Uri url)
    {
        var call = example.GetProperty("method").GetString()!;
        var method = call.StartsWith("create", StringComparison.Ordinal) || call.StartsWith("edit", StringComparison.Ordinal) ? HttpMethod.Post
            : call.StartsWith("cancel", StringComparison.Ordinal) ? HttpMethod.Delete : HttpMethod.Get;
        var body = example.GetProperty("output").ValueKind == JsonValueKind.String ? example.GetProperty("output").GetString()! : null;
        var form = body ?? url.Query.TrimStart('?');
        var isSigned = form.Contains("timestamp=", StringComparison.Ordinal);
        var fresh = string.Join('&', form.Split('&').Select(pair => pair.StartsWith("timestamp=", StringComparison.Ordinal)
            ? "timestamp=" + DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : pair));
        var (status, answer, _) = isSigned ? await exchange.SignedAsync(method, url.AbsolutePath, fresh, isForm: body is not null) : await exchange.SendAsync(method, url.PathAndQuery);
        if (status == HttpStatusCode.OK) return;
        // Orders of another account are unknown here, as they would be there.
        var code = answer.GetProperty("code").GetInt32();
        Assert.True(code is -2011 or -2013 or -2022, $"{example.GetProperty("description")}: {answer}");
    }

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
