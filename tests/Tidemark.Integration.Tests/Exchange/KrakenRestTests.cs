using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Accounts;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>The REST API of the Kraken dialect.</summary>
public sealed class KrakenRestTests
{
    [Fact]
    public async Task MarketData_ByAnyNameOfThePair_IsAnswered()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        Assert.Equal("online", (await exchange.PublicAsync("SystemStatus")).GetProperty("status").GetString());
        Assert.Equal("XBT", (await exchange.PublicAsync("Assets", "asset=XBT")).GetProperty("XXBT").GetProperty("altname").GetString());
        var pairs = await exchange.PublicAsync("AssetPairs");
        Assert.Equal(["XXBTZUSD", "XETHXXBT", "LTCUSDT"], pairs.EnumerateObject().Select(pair => pair.Name));
        var pair = pairs.GetProperty("XXBTZUSD");
        Assert.Equal(("XBTUSD", "XBT/USD", 1, 8), (pair.GetProperty("altname").GetString(), pair.GetProperty("wsname").GetString(), pair.GetProperty("pair_decimals").GetInt32(), pair.GetProperty("lot_decimals").GetInt32()));
        foreach (var name in (string[])["XXBTZUSD", "XBTUSD", "xbtusd", "XBT/USD", "BTC/USD"])
            Assert.True((await exchange.PublicAsync("Ticker", "pair=" + name)).TryGetProperty("XXBTZUSD", out _));
        var book = (await exchange.PublicAsync("Depth", "pair=XBTUSD&count=5")).GetProperty("XXBTZUSD");
        Assert.Equal((5, 5), (book.GetProperty("asks").GetArrayLength(), book.GetProperty("bids").GetArrayLength()));
        var bars = await exchange.PublicAsync("OHLC", "pair=XBTUSD&interval=1");
        Assert.Equal(bars.GetProperty("last").GetInt64(), bars.GetProperty("XXBTZUSD").EnumerateArray().Reverse().Skip(1).First()[0].GetInt64());
        Assert.True((await exchange.PublicAsync("Spread", "pair=XBTUSD")).GetProperty("XXBTZUSD").GetArrayLength() >= 0);
        Assert.Equal("EQuery:Unknown asset pair", (await exchange.GetAsync("/0/public/Ticker?pair=NOPE")).GetProperty("error")[0].GetString());
        Assert.Equal("EGeneral:Unknown method", (await exchange.GetAsync("/0/public/Nothing")).GetProperty("error")[0].GetString());
    }

    [Fact]
    public async Task Trades_PagedBySince_ComeOnceEach()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        await exchange.PostControlAsync("/control/clock", """{"speed": 0.000001}""");
        var all = (await exchange.PublicAsync("Trades", "pair=XBTUSD&count=1000")).GetProperty("XXBTZUSD").EnumerateArray().Select(trade => trade[6].GetInt64()).ToList();
        var (paged, since) = (new List<long>(), "0");
        while (true)
        {
            var page = await exchange.PublicAsync("Trades", $"pair=XBTUSD&count=400&since={since}");
            if (page.GetProperty("XXBTZUSD").GetArrayLength() == 0) break;
            paged.AddRange(page.GetProperty("XXBTZUSD").EnumerateArray().Select(trade => trade[6].GetInt64()));
            since = page.GetProperty("last").GetString()!;
        }
        Assert.Equal(paged.Distinct().Count(), paged.Count);
        Assert.True(all.Count > 50);
    }

    [Fact]
    public async Task Key_Signature_Nonce_AreLookedAtInThisOrder()
    {
        await using var exchange = await KrakenUnderTest.StartAsync(options => options with
        {
            Accounts = [.. options.Accounts, new AccountDefinition("reader", "reader-key", KrakenUnderTest.Secret) { MayTrade = false, MayWithdraw = true }],
        });
        Assert.Equal("EAPI:Invalid key", (await exchange.AskAsync("Balance", key: "nobody")).GetProperty("error")[0].GetString());
        await exchange.OkAsync("Balance");
        Assert.Equal("EAPI:Invalid nonce", (await exchange.AskAsync("Balance", nonceText: "1001")).GetProperty("error")[0].GetString());
        Assert.Equal("EAPI:Invalid nonce", (await exchange.AskAsync("Balance", nonceText: "one")).GetProperty("error")[0].GetString());
        Assert.Equal("EGeneral:Permission denied", (await exchange.AskAsync("CancelAll", key: "reader-key")).GetProperty("error")[0].GetString());
        var rights = (await exchange.AskAsync("GetApiKeyInfo", key: "reader-key")).GetProperty("result").GetProperty("permissions").EnumerateArray().Select(right => right.GetString());
        Assert.Contains("withdraw-funds", rights);
        Assert.DoesNotContain("withdraw-funds", (await exchange.OkAsync("GetApiKeyInfo")).GetProperty("permissions").EnumerateArray().Select(right => right.GetString()));
    }

    [Fact]
    public async Task Orders_OfEveryType_GoThroughTheirLives()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        var market = await exchange.OrderAsync(await exchange.PlaceAsync("pair=XBTUSD&type=buy&ordertype=market&volume=0.01"));
        Assert.Equal(("closed", "0.01000000", "fciq"), (Text(market, "status"), Text(market, "vol_exec"), Text(market, "oflags")));
        // Each fill rounds its fee down.
        Assert.Equal(Number(market, "cost") * 0.004m, Number(market, "fee"), 6);
        var limit = await exchange.PlaceAsync("pair=XBTUSD&type=buy&ordertype=limit&price=50000&volume=0.02&cl_ord_id=mine&oflags=post,fciq&timeinforce=GTD&expiretm=%2B60");
        var open = (await exchange.OkAsync("OpenOrders", "cl_ord_id=mine")).GetProperty("open").GetProperty(limit);
        Assert.Equal(("open", "buy 0.02000000 XBTUSD @ limit 50000.0", "post,fciq"), (Text(open, "status"), Text(open.GetProperty("descr"), "order"), Text(open, "oflags")));
        var held = (await exchange.OkAsync("BalanceEx")).GetProperty("ZUSD");
        Assert.Equal(1_004m, Number(held, "hold_trade"));
        await exchange.OkAsync("AmendOrder", "cl_ord_id=mine&order_qty=0.03&limit_price=49999.9");
        open = await exchange.OrderAsync(limit);
        Assert.Equal(("0.03000000", "49999.9", "amended"), (Text(open, "vol"), Text(open.GetProperty("descr"), "price"), Text(open, "misc")));
        var stop = await exchange.PlaceAsync("pair=XBTUSD&type=sell&ordertype=stop-loss-limit&price=-5%25&price2=-10&volume=0.01&userref=7");
        var edited = await exchange.OkAsync("EditOrder", $"txid={stop}&pair=XBTUSD&price=40000&price2=39000");
        Assert.Equal(stop, Text(edited, "originaltxid"));
        var replaced = await exchange.OrderAsync(Text(edited, "txid")!);
        Assert.Equal("sell 0.01000000 XBTUSD @ stop loss 40000.0 -> limit 39000.0", Text(replaced.GetProperty("descr"), "order"));
        Assert.Equal((stop, "canceled"), (Text(replaced, "refid"), Text(await exchange.OrderAsync(stop), "status")));
        Assert.Equal(1, (await exchange.OkAsync("CancelOrder", "txid=7")).GetProperty("count").GetInt32());
        await exchange.PostControlAsync("/control/clock", """{"advanceMilliseconds": 61000}""");
        Assert.Equal("expired", Text(await exchange.OrderAsync(limit), "status"));
        Assert.Equal(0m, Number((await exchange.OkAsync("BalanceEx")).GetProperty("ZUSD"), "hold_trade"));
    }

    [Fact]
    public async Task Batch_OneOrderThatCannotBePaid_LeavesTheOthers()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        var answer = await exchange.OkAsync("AddOrderBatch", """
            {"pair":"XBTUSD","orders":[{"ordertype":"limit","type":"buy","price":"40000","volume":"0.1","cl_ord_id":"one"},
            {"ordertype":"limit","type":"buy","price":"40000","volume":"50"},{"ordertype":"limit","type":"buy","price":"41000","volume":"0.1","userref":5}]}
            """);
        var orders = answer.GetProperty("orders").EnumerateArray().ToList();
        Assert.Equal("EOrder:Insufficient funds", Text(orders[1], "error"));
        Assert.Equal(2, (await exchange.OkAsync("CancelOrderBatch", $$"""{"orders":["{{Text(orders[0], "txid")}}",5]}""")).GetProperty("count").GetInt32());
        await exchange.AssertRefusedAsync("AddOrderBatch", """{"pair":"XBTUSD","orders":[{"ordertype":"limit","type":"buy","price":"40000","volume":"0.1"}]}""", "EGeneral:Invalid arguments:orders");
    }

    [Fact]
    public async Task Refusals_AreTheVenuesWords()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        const string Limit = "pair=XBTUSD&type=buy&ordertype=limit&";
        foreach (var (parameters, error) in ((string, string)[])[
            ("pair=NOPE&type=buy&ordertype=market&volume=1", "EQuery:Unknown asset pair"),
            ("type=buy&ordertype=market&volume=1", "EGeneral:Invalid arguments:pair"),
            ("pair=XBTUSD&type=buy&ordertype=guess&volume=1", "EGeneral:Invalid arguments:ordertype"),
            (Limit + "price=50000", "EGeneral:Invalid arguments:volume"),
            (Limit + "volume=1", "EGeneral:Invalid arguments:price"),
            (Limit + "price=50000&volume=0.00001", "EOrder:Order minimum not met"),
            (Limit + "price=0.1&volume=0.0001", "EOrder:Cost minimum not met"),
            (Limit + "price=50000.05&volume=0.1", "EOrder:Invalid price:XBTUSD price can only be specified up to 1 decimals."),
            (Limit + "price=50000&volume=5", "EOrder:Insufficient funds"),
            (Limit + "price=90000&volume=0.1&oflags=post", "EOrder:Post only order"),
            (Limit + "price=50000&volume=0.1&leverage=5", "EOrder:Cannot open position"),
            (Limit + "price=50000&volume=0.1&timeinforce=GTD", "EGeneral:Invalid arguments:expiretm"),
            (Limit + "price=50000&volume=0.1&cl_ord_id=a&userref=1", "EGeneral:Invalid arguments:cl_ord_id"),
            (Limit + "price=50000&volume=0.1&deadline=2020-01-01T00:00:00Z", "EService:Deadline elapsed"),
        ]) await exchange.AssertRefusedAsync("AddOrder", parameters, error);
        await exchange.AssertRefusedAsync("CancelOrder", "txid=OAAAAA-BBBBB-CCCCCC", "EOrder:Unknown order");
        await exchange.AssertRefusedAsync("QueryOrders", "txid=OAAAAA-BBBBB-CCCCCC", "EOrder:Invalid order");
        await exchange.OkAsync("AddOrder", Limit + "price=50000&volume=0.1&validate=true");
        Assert.Equal(0, (await exchange.GetAsync("/control/ledger")).GetProperty("orders").GetArrayLength());
    }

    [Fact]
    public async Task Limits_OfCallsAndOfOrders_AreReached()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        await exchange.PostControlAsync("/control/clock", """{"speed": 0.000001}""");
        for (var call = 0; call < 10; call++) await exchange.OkAsync("TradesHistory");
        await exchange.AssertRefusedAsync("Balance", "", "EAPI:Rate limit exceeded");
        // An order and its cancellation within five seconds count nine.
        for (var order = 0; order < 20; order++) await exchange.OkAsync("CancelOrder", "txid=" + await exchange.PlaceAsync("pair=XBTUSD&type=buy&ordertype=limit&price=50000&volume=0.1"));
        await exchange.AssertRefusedAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=limit&price=50000&volume=0.1", "EOrder:Rate limit exceeded");
        await exchange.PlaceAsync("pair=LTCUSDT&type=buy&ordertype=limit&price=50&volume=0.1");
    }

    [Fact]
    public async Task Switch_NotRenewed_CancelsAll()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        var id = await exchange.PlaceAsync("pair=XBTUSD&type=buy&ordertype=limit&price=50000&volume=0.1");
        await exchange.OkAsync("CancelAllOrdersAfter", "timeout=60");
        await exchange.PostControlAsync("/control/clock", """{"advanceMilliseconds": 59000}""");
        Assert.Equal("open", Text(await exchange.OrderAsync(id), "status"));
        await exchange.PostControlAsync("/control/clock", """{"advanceMilliseconds": 2000}""");
        Assert.Equal("canceled", Text(await exchange.OrderAsync(id), "status"));
    }

    [Fact]
    public async Task ConditionalClose_AfterAFill_PlacesTheOtherSide()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        var id = await exchange.PlaceAsync("pair=XBTUSD&type=buy&ordertype=market&volume=0.01&close[ordertype]=stop-loss-limit&close[price]=40000&close[price2]=39000");
        await exchange.PostControlAsync("/control/clock", """{"advanceMilliseconds": 500}""");
        var open = Assert.Single((await exchange.OkAsync("OpenOrders")).GetProperty("open").EnumerateObject()).Value;
        Assert.Equal((id, "0.01000000", "sell"), (Text(open, "refid"), Text(open, "vol"), Text(open.GetProperty("descr"), "type")));
    }

    [Fact]
    public async Task Faults_InTheVenuesWords_OverBothWays()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        var token = await exchange.TokenAsync();
        await using var socket = await exchange.SocketAsync();
        _ = await socket.ReadAsync();
        await exchange.PostControlAsync("/control/faults", """[{"kind": "maintenance", "startMilliseconds": 100000}, {"kind": "rateLimit", "paths": ["*Balance"]}, {"kind": "ban", "paths": ["add_order"]}, {"kind": "rejectCancel", "accounts": ["alice"]}]""");
        await exchange.AssertRefusedAsync("Balance", "", "EAPI:Rate limit exceeded");
        await socket.SendAsync($$$"""{"method":"add_order","params":{"token":"{{{token}}}"},"req_id":1}""");
        Assert.Equal("EGeneral:Temporary lockout", (await socket.ReadAsync()).GetProperty("error").GetString());
        var id = await exchange.PlaceAsync("pair=XBTUSD&type=buy&ordertype=limit&price=50000&volume=0.1");
        await exchange.AssertRefusedAsync("CancelOrder", "txid=" + id, "EOrder:Unknown order");
        Assert.Equal(0, (await exchange.OkAsync("CancelAll")).GetProperty("count").GetInt32());
        Assert.Equal("open", Text(await exchange.OrderAsync(id), "status"));
        await exchange.PostControlAsync("/control/faults", """[{"kind": "maintenance"}]""");
        Assert.Equal("maintenance", (await exchange.PublicAsync("SystemStatus")).GetProperty("status").GetString());
        await exchange.AssertRefusedAsync("OpenOrders", "", "EService:Unavailable");
    }

    [Fact]
    public async Task RequestExamples_OfCcxt_AreAcceptedAsTheyStand()
    {
        var file = SharedData.Require("fixtures/ccxt/kraken_static_requests.json");
        await using var exchange = await KrakenUnderTest.StartAsync(options => options with { Markets = null });
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var accepted = 0;
        foreach (var example in document.RootElement.EnumerateArray())
        {
            var url = new Uri(example.GetProperty("url").GetString()!);
            var body = example.GetProperty("output").GetString();
            var form = body is null ? "" : string.Join('&', body.Split('&').Where(pair => !pair.StartsWith("nonce=", StringComparison.Ordinal)));
            var answer = body is null ? await exchange.GetAsync(url.PathAndQuery) : await exchange.AskAsync(url.Segments[^1], form);
            await exchange.PostControlAsync("/control/clock", """{"advanceMilliseconds": 3000}""");
            var error = answer.GetProperty("error").EnumerateArray().Select(item => item.GetString()).FirstOrDefault();
            if (error is null) accepted++;
            // There is no margin here, and the order to be canceled is another account's.
            else Assert.True(error == (form.Contains("leverage=", StringComparison.Ordinal) ? "EOrder:Cannot open position" : "EOrder:Unknown order"), $"{example.GetProperty("description")}: {answer}");
        }
        Assert.Equal(23, accepted);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static decimal Number(JsonElement element, string name) => decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
