using System.Globalization;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>Perpetuals over real sockets: REST, streams, user data.</summary>
public sealed class BinanceFuturesTests
{
    private const string Path = "/fapi/v1/order";

    [Fact]
    public async Task MarketData_OfALivelyContract_IsConsistentAndFollowsTheSpotMarket()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        var info = (await exchange.GetAsync("/fapi/v1/exchangeInfo")).GetProperty("symbols")[0];
        Assert.Equal(("BTCUSDT", "PERPETUAL", 1, 3), (info.GetProperty("symbol").GetString(), info.GetProperty("contractType").GetString(), info.GetProperty("pricePrecision").GetInt32(), info.GetProperty("quantityPrecision").GetInt32()));
        var premium = await exchange.GetAsync("/fapi/v1/premiumIndex?symbol=BTCUSDT");
        var (mark, index) = (Number(premium.GetProperty("markPrice")), Number(premium.GetProperty("indexPrice")));
        Assert.InRange(mark / index, 0.998m, 1.002m);
        Assert.InRange(Number((await exchange.GetAsync("/fapi/v2/ticker/price?symbol=BTCUSDT")).GetProperty("price")) / mark, 0.998m, 1.002m);
        var depth = await exchange.GetAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20");
        Assert.True(Number(depth.GetProperty("bids")[0][0]) < Number(depth.GetProperty("asks")[0][0]));
        foreach (var path in (string[])["klines?symbol=BTCUSDT", "continuousKlines?pair=BTCUSDT&contractType=PERPETUAL", "markPriceKlines?symbol=BTCUSDT", "indexPriceKlines?pair=BTCUSDT"])
            Assert.Equal(2, (await exchange.GetAsync($"/fapi/v1/{path}&interval=1m&limit=2")).GetArrayLength());
        Assert.Equal(4, (await exchange.GetAsync("/fapi/v1/fundingInfo")).GetArrayLength());
        Assert.Equal(4, (await exchange.GetAsync("/fapi/v1/ticker/24hr")).GetArrayLength());
        Assert.True(Number((await exchange.GetAsync("/fapi/v1/openInterest?symbol=BTCUSDT")).GetProperty("openInterest")) > 0);
        Assert.Equal(10, (await exchange.GetAsync("/fapi/v1/aggTrades?symbol=ETHUSDT&limit=10")).GetArrayLength());
    }

    [Fact]
    public async Task Refusals_HaveTheFuturesCodes()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        const string Limit = "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC";
        foreach (var (parameters, code) in new[]
        {
            (Limit + "&quantity=1", -1102), (Limit + "&quantity=1&price=40.001", -4014), (Limit + "&quantity=1.0005&price=40", -1111), (Limit + "&quantity=0.01&price=40", -4164),
            (Limit + "&quantity=1&price=400", -4131), ("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=50&price=60000", -2019), ("symbol=LTCUSDT&side=SELL&type=MARKET&quantity=1&reduceOnly=true", -2022),
            ("symbol=LTCUSDT&side=BUY&type=MARKET&quantity=1&positionSide=LONG", -4061), (Limit.Replace("GTC", "GTX", StringComparison.Ordinal) + "&quantity=1&price=63", -5022),
            ("symbol=LTCUSDT&side=BUY&type=STOP_MARKET&quantity=1&stopPrice=40", -2021), ("symbol=LTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=1&price=40", -1116),
            ("symbol=LTCUSDT&side=SELL&type=STOP_MARKET&closePosition=true&quantity=1&stopPrice=40", -4137),
        })
            await exchange.AssertRefusedAsync(HttpMethod.Post, Path, parameters, code);
        await exchange.AssertRefusedAsync(HttpMethod.Delete, Path, "symbol=LTCUSDT&orderId=99", -2011);
        await exchange.AssertRefusedAsync(HttpMethod.Get, Path, "symbol=LTCUSDT&orderId=99", -2013);
        await exchange.AssertRefusedAsync(HttpMethod.Post, "/fapi/v1/leverage", "symbol=LTCUSDT&leverage=500", -4028);
        await exchange.AssertRefusedAsync(HttpMethod.Post, "/fapi/v1/marginType", "symbol=LTCUSDT&marginType=CROSSED", -4046);
        await exchange.AssertRefusedAsync(HttpMethod.Post, "/fapi/v1/positionSide/dual", "dualSidePosition=false", -4059);
        Assert.Empty((await exchange.GetAsync("/control/ledger")).GetProperty("contracts").GetProperty("orders").EnumerateArray());
    }

    [Fact]
    public async Task HedgeMode_HoldsLongAndShort_AndAccountAgreesWithTheLedger()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await exchange.SignedOkAsync(HttpMethod.Post, "/fapi/v1/positionSide/dual", "dualSidePosition=true");
        await exchange.SignedOkAsync(HttpMethod.Post, Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.05&positionSide=LONG");
        await exchange.SignedOkAsync(HttpMethod.Post, Path, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.02&positionSide=SHORT");
        await exchange.SignedOkAsync(HttpMethod.Post, Path, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&positionSide=LONG");
        var risk = await exchange.SignedOkAsync(HttpMethod.Get, "/fapi/v3/positionRisk", "symbol=BTCUSDT");
        Assert.Equal([("LONG", 0.04m), ("SHORT", -0.02m)], risk.EnumerateArray().Select(position => (position.GetProperty("positionSide").GetString(), Number(position.GetProperty("positionAmt")))));
        await exchange.AssertRefusedAsync(HttpMethod.Post, "/fapi/v1/positionSide/dual", "dualSidePosition=false", -4068);
        var account = await exchange.SignedOkAsync(HttpMethod.Get, "/fapi/v2/account");
        var wallet = (await exchange.GetAsync("/control/ledger")).GetProperty("contracts").GetProperty("accounts")[0].GetProperty("balances").GetProperty("USDT").GetProperty("free").GetDecimal();
        Assert.Equal(wallet, Number(account.GetProperty("totalWalletBalance")));
        Assert.Equal(8, account.GetProperty("positions").GetArrayLength());
        var income = await exchange.SignedOkAsync(HttpMethod.Get, "/fapi/v1/income", "limit=1000");
        Assert.Equal(wallet, income.EnumerateArray().Sum(entry => Number(entry.GetProperty("income"))));
        Assert.Equal(3, (await exchange.SignedOkAsync(HttpMethod.Get, "/fapi/v1/allOrders", "symbol=BTCUSDT")).GetArrayLength());
    }

    [Fact]
    public async Task DiffDepth_ChainedByPu_GivesTheExchangesBook()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var stream = await SocketUnderTest.OpenAsync(exchange, "fstream/public/ws/btcusdt@depth@100ms");
        var update = await stream.ReadAsync();
        var snapshot = await exchange.GetAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=1000");
        var (last, previous) = (snapshot.GetProperty("lastUpdateId").GetInt64(), 0L);
        for (var applied = 0; applied < 12; update = await stream.ReadAsync())
        {
            var (first, end) = (update.GetProperty("U").GetInt64(), update.GetProperty("u").GetInt64());
            if (end < last) continue;
            // The first one holds the snapshot's id, each later one names where the last ended.
            if (applied++ == 0) Assert.True(first <= last + 1 && end >= last);
            else Assert.Equal(previous, update.GetProperty("pu").GetInt64());
            previous = end;
        }
    }

    [Fact]
    public async Task Streams_OfEveryKind_SayWhatTheyAreCalled()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with { Speed = 10 });
        string[] names = ["btcusdt@aggTrade", "btcusdt@trade", "btcusdt@bookTicker", "btcusdt@markPrice", "btcusdt@markPrice@1s", "!markPrice@arr", "btcusdt@kline_1m", "btcusdt_perpetual@continuousKline_1m", "btcusdt@ticker", "btcusdt@miniTicker", "btcusdt@depth5", "btcusdt@depth", "!ticker@arr", "!bookTicker"];
        await using var stream = await SocketUnderTest.OpenAsync(exchange, "fstream/market/stream?streams=" + string.Join('/', names));
        HashSet<string> seen = [];
        while (!seen.SetEquals(names)) seen.Add((await stream.ReadAsync()).GetProperty("stream").GetString()!);
    }

    [Fact]
    public async Task UserData_TellsOrdersPositionsAlgosLeverageAndTheEndOfTheKey()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        var key = (await exchange.SendAsync(HttpMethod.Post, "/fapi/v1/listenKey")).Body.GetProperty("listenKey").GetString()!;
        await using var user = await SocketUnderTest.OpenAsync(exchange, "private/ws?listenKey=" + key);
        await using var plain = await SocketUnderTest.OpenAsync(exchange, "ws/" + key);
        await exchange.SignedOkAsync(HttpMethod.Post, "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=5");
        Assert.Equal(5, (await NextAsync(user, "ACCOUNT_CONFIG_UPDATE")).GetProperty("ac").GetProperty("l").GetInt32());
        await NextAsync(plain, "ACCOUNT_CONFIG_UPDATE");
        await exchange.SignedOkAsync(HttpMethod.Post, Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=mine&newOrderRespType=RESULT");
        var order = (await NextAsync(user, "ORDER_TRADE_UPDATE")).GetProperty("o");
        Assert.Equal(("NEW", "mine", "BOTH"), (order.GetProperty("x").GetString(), order.GetProperty("c").GetString(), order.GetProperty("ps").GetString()));
        var position = (await NextAsync(user, "ACCOUNT_UPDATE")).GetProperty("a").GetProperty("P")[0];
        Assert.Equal(0.01m, Number(position.GetProperty("pa")));
        var stop = await exchange.SignedOkAsync(HttpMethod.Post, "/fapi/v1/algoOrder", "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=30000&closePosition=true&workingType=MARK_PRICE&clientAlgoId=guard");
        Assert.Equal("NEW", (await NextAsync(user, "ALGO_UPDATE")).GetProperty("o").GetProperty("X").GetString());
        Assert.Equal(0, (await exchange.SignedOkAsync(HttpMethod.Get, "/fapi/v1/openOrders", "symbol=BTCUSDT")).GetArrayLength());
        Assert.Equal("guard", (await exchange.SignedOkAsync(HttpMethod.Get, "/fapi/v1/openAlgoOrders"))[0].GetProperty("clientAlgoId").GetString());
        await exchange.SignedOkAsync(HttpMethod.Delete, "/fapi/v1/algoOrder", string.Create(CultureInfo.InvariantCulture, $"algoId={stop.GetProperty("algoId").GetInt64()}"));
        Assert.Equal("CANCELED", (await NextAsync(user, "ALGO_UPDATE")).GetProperty("o").GetProperty("X").GetString());
        await exchange.SignedOkAsync(HttpMethod.Post, "/fapi/v1/batchOrders", "batchOrders=" + Uri.EscapeDataString("""[{"symbol":"BTCUSDT","side":"SELL","type":"MARKET","quantity":"0.01","reduceOnly":"true"},{"symbol":"BTCUSDT","side":"SELL","type":"LIMIT"}]"""));
        while (Number((await NextAsync(user, "ACCOUNT_UPDATE")).GetProperty("a").GetProperty("P")[0].GetProperty("pa")) != 0) continue;
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"advanceMilliseconds": 3700000}""");
        Assert.Equal(key, (await NextAsync(user, "listenKeyExpired")).GetProperty("listenKey").GetString());
    }

    private static async Task<JsonElement> NextAsync(SocketUnderTest user, string kind)
    {
        while (true)
        {
            var message = await user.ReadAsync();
            if (message.GetProperty("e").GetString() == kind) return message;
        }
    }

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
