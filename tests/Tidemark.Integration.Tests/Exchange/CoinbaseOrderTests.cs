using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>Orders of Coinbase Advanced Trade over a real socket.</summary>
public sealed class CoinbaseOrderTests
{
    private const string Orders = "/api/v3/brokerage/orders";

    [Fact]
    public async Task EveryKind_IsTakenOnAndToldAsItWasAskedFor()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        var end = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        (string Side, string Kind, string Terms, string Status, string Type, string Force)[] kinds =
        [
            ("BUY", "market_market_ioc", """{"quote_size":"10"}""", "FILLED", "MARKET", "IMMEDIATE_OR_CANCEL"),
            ("BUY", "market_market_ioc", """{"base_size":"0.001"}""", "FILLED", "MARKET", "IMMEDIATE_OR_CANCEL"),
            ("SELL", "market_market_ioc", """{"base_size":"0.001"}""", "FILLED", "MARKET", "IMMEDIATE_OR_CANCEL"),
            ("BUY", "limit_limit_gtc", """{"base_size":"0.001","limit_price":"30000","post_only":true}""", "OPEN", "LIMIT", "GOOD_UNTIL_CANCELLED"),
            ("BUY", "limit_limit_gtd", $$"""{"base_size":"0.001","limit_price":"30000","end_time":"{{end}}","post_only":false}""", "OPEN", "LIMIT", "GOOD_UNTIL_DATE_TIME"),
            ("BUY", "limit_limit_fok", """{"base_size":"0.001","limit_price":"30000"}""", "CANCELLED", "LIMIT", "FILL_OR_KILL"),
            ("BUY", "limit_limit_fok", """{"base_size":"0.001","limit_price":"70000"}""", "FILLED", "LIMIT", "FILL_OR_KILL"),
            ("BUY", "sor_limit_ioc", """{"base_size":"0.001","limit_price":"30000"}""", "CANCELLED", "LIMIT", "IMMEDIATE_OR_CANCEL"),
            ("BUY", "stop_limit_stop_limit_gtc", """{"base_size":"0.001","limit_price":"90100","stop_price":"90000","stop_direction":"STOP_DIRECTION_STOP_UP"}""", "OPEN", "STOP_LIMIT", "GOOD_UNTIL_CANCELLED"),
            ("SELL", "stop_limit_stop_limit_gtd", $$"""{"base_size":"0.001","limit_price":"29900","stop_price":"30000","end_time":"{{end}}","stop_direction":"STOP_DIRECTION_STOP_DOWN"}""", "OPEN", "STOP_LIMIT", "GOOD_UNTIL_DATE_TIME"),
            ("SELL", "trigger_bracket_gtc", """{"base_size":"0.001","limit_price":"90000","stop_trigger_price":"30000"}""", "OPEN", "BRACKET", "GOOD_UNTIL_CANCELLED"),
            ("BUY", "trigger_bracket_gtd", $$"""{"base_size":"0.001","limit_price":"30000","stop_trigger_price":"90000","end_time":"{{end}}"}""", "OPEN", "BRACKET", "GOOD_UNTIL_DATE_TIME"),
        ];
        foreach (var (side, kind, terms, status, type, force) in kinds)
        {
            await exchange.SkipAsync(TimeSpan.FromMilliseconds(200));
            var id = await exchange.PlaceAsync("BTC-USD", side, $$"""{"{{kind}}":{{terms}}}""");
            var order = await exchange.OrderAsync(id);
            Assert.Equal((id, side, status, type, force), (Text(order, "order_id"), Text(order, "side"), Text(order, "status"), Text(order, "order_type"), Text(order, "time_in_force")));
            var told = order.GetProperty("order_configuration").GetProperty(kind);
            foreach (var term in JsonElement.Parse(terms).EnumerateObject()) Assert.Equal((kind, term.Name, term.Value.ToString()), (kind, term.Name, told.GetProperty(term.Name).ToString()));
        }
        var open = (await exchange.GetAsync($"{Orders}/historical/batch?order_status=OPEN&product_ids=BTC-USD")).GetProperty("orders");
        Assert.Equal(kinds.Count(kind => kind.Status == "OPEN"), open.GetArrayLength());
        var ids = string.Join(',', open.EnumerateArray().Select(order => $"\"{Text(order, "order_id")}\""));
        var results = (await exchange.PostAsync($"{Orders}/batch_cancel", $$"""{"order_ids":[{{ids}}]}""")).GetProperty("results");
        Assert.All(results.EnumerateArray(), result => Assert.True(result.GetProperty("success").GetBoolean()));
        Assert.Equal(0, (await exchange.GetAsync($"{Orders}/historical/batch?order_status=OPEN")).GetProperty("orders").GetArrayLength());
        // Nothing is held any more.
        var balances = (await exchange.GetAsync("/control/ledger")).GetProperty("accounts")[0].GetProperty("balances");
        Assert.All(balances.EnumerateObject(), balance => Assert.Equal(0, balance.Value.GetProperty("locked").GetDecimal()));
    }

    [Fact]
    public async Task Fees_AreInQuoteCurrencyAndInsideOfAQuoteSize()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        var id = await exchange.PlaceAsync("BTC-USD", "BUY", """{"market_market_ioc":{"quote_size":"1000"}}""");
        var order = await exchange.OrderAsync(id);
        var fills = (await exchange.GetAsync($"{Orders}/historical/fills?order_ids={id}")).GetProperty("fills").EnumerateArray().ToList();
        Assert.InRange(Number(order, "total_value_after_fees"), 999.9m, 1_000m);
        Assert.Equal(Number(order, "filled_value") + Number(order, "total_fees"), Number(order, "total_value_after_fees"));
        Assert.Equal(Number(order, "total_fees"), fills.Sum(fill => Number(fill, "commission")));
        Assert.All(fills, fill => Assert.Equal(decimal.Round(Number(fill, "price") * Number(fill, "size") * 0.012m, 8, MidpointRounding.ToZero), Number(fill, "commission")));
        var balances = (await exchange.GetAsync("/control/ledger")).GetProperty("accounts")[0].GetProperty("balances");
        Assert.Equal(2 + Number(order, "filled_size"), balances.GetProperty("BTC").GetProperty("free").GetDecimal());
        Assert.Equal(100_000 - Number(order, "total_value_after_fees"), balances.GetProperty("USD").GetProperty("free").GetDecimal());
    }

    [Fact]
    public async Task Refusals_SayWhyInTheVenuesWords()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        (string Product, string Side, string Configuration, string Error, string Preview)[] refused =
        [
            ("BTC-USD", "BUY", """{"limit_limit_gtc":{"base_size":"10","limit_price":"30000"}}""", "INSUFFICIENT_FUND", "PREVIEW_INSUFFICIENT_FUND"),
            ("BTC-USD", "BUY", """{"market_market_ioc":{"quote_size":"200000"}}""", "INSUFFICIENT_FUND", "PREVIEW_INSUFFICIENT_FUND"),
            ("BTC-USD", "SELL", """{"market_market_ioc":{"base_size":"3"}}""", "INSUFFICIENT_FUND", "PREVIEW_INSUFFICIENT_FUND"),
            ("BTC-USD", "BUY", """{"limit_limit_gtc":{"base_size":"0.001","limit_price":"30000.001"}}""", "INVALID_PRICE_PRECISION", "PREVIEW_INVALID_PRICE_PRECISION"),
            ("BTC-USD", "BUY", """{"limit_limit_gtc":{"base_size":"0.0010000001234","limit_price":"30000"}}""", "INVALID_SIZE_PRECISION", "PREVIEW_INVALID_SIZE_PRECISION"),
            ("BTC-USD", "BUY", """{"market_market_ioc":{"quote_size":"0.5"}}""", "INVALID_REQUEST", "PREVIEW_INVALID_QUOTE_SIZE_TOO_SMALL"),
            ("BTC-USD", "BUY", """{"limit_limit_gtc":{"base_size":"0.00001","limit_price":"30000"}}""", "INVALID_REQUEST", "PREVIEW_INVALID_BASE_SIZE_TOO_SMALL"),
            ("BTC-USD", "BUY", """{"limit_limit_gtc":{"base_size":"0.001","limit_price":"80000","post_only":true}}""", "INVALID_LIMIT_PRICE_POST_ONLY", "PREVIEW_INVALID_LIMIT_PRICE_POST_ONLY"),
            ("BTC-USD", "SELL", """{"stop_limit_stop_limit_gtc":{"base_size":"0.001","limit_price":"79000","stop_price":"80000","stop_direction":"STOP_DIRECTION_STOP_DOWN"}}""", "UNKNOWN_FAILURE_REASON", "PREVIEW_STOP_PRICE_ABOVE_LAST_TRADE_PRICE"),
            ("BTC-USD", "BUY", """{"stop_limit_stop_limit_gtc":{"base_size":"0.001","limit_price":"31000","stop_price":"30000","stop_direction":"STOP_DIRECTION_STOP_UP"}}""", "UNKNOWN_FAILURE_REASON", "PREVIEW_STOP_PRICE_BELOW_LAST_TRADE_PRICE"),
            ("BTC-USD", "SELL", """{"trigger_bracket_gtc":{"base_size":"0.001","limit_price":"30000","stop_trigger_price":"80000"}}""", "INVALID_REQUEST", "PREVIEW_INVALID_STOP_PRICE"),
            ("BTC-USD", "BUY", """{"twap_limit_gtd":{"base_size":"0.001"}}""", "UNSUPPORTED_ORDER_CONFIGURATION", "PREVIEW_INVALID_ORDER_CONFIG"),
            ("BTC-PERP-INTX", "BUY", """{"market_market_ioc":{"base_size":"1"}}""", "INVALID_PRODUCT_ID", "PREVIEW_INVALID_PRODUCT_ID"),
        ];
        foreach (var (product, side, configuration, error, preview) in refused)
        {
            await exchange.SkipAsync(TimeSpan.FromMilliseconds(200));
            var answer = await exchange.TryPlaceAsync(product, side, configuration);
            Assert.False(answer.GetProperty("success").GetBoolean());
            var why = answer.GetProperty("error_response");
            Assert.Equal((configuration, error, preview), (configuration, Text(why, "error"), Text(why, "preview_failure_reason")));
            var looked = await exchange.PostAsync($"{Orders}/preview", $$"""{"product_id":"{{product}}","side":"{{side}}","order_configuration":{{configuration}}}""");
            // A preview looks at money and terms, and does not touch the book.
            if (!preview.Contains("POST_ONLY", StringComparison.Ordinal) && !preview.Contains("LAST_TRADE", StringComparison.Ordinal)) Assert.Equal(preview, looked.GetProperty("errs")[0].GetString());
        }
        foreach (var body in (string[])["{}", "[]", "not json", """{"client_order_id":"a","product_id":"BTC-USD","side":"BUY"}""", """{"client_order_id":"a","product_id":"BTC-USD","side":"buy","order_configuration":{"market_market_ioc":{"quote_size":"5"}}}""", """{"client_order_id":"a","product_id":"BTC-USD","side":"BUY","order_configuration":{"limit_limit_gtc":{"base_size":"x","limit_price":"1"}}}"""])
        {
            var (status, answer) = await exchange.SignedAsync(HttpMethod.Post, Orders, body);
            Assert.True(status == HttpStatusCode.BadRequest && answer.TryGetProperty("error", out var error) && error.GetString() == "INVALID_ARGUMENT", $"{body}: {answer}");
        }
        Assert.Equal(0, (await exchange.GetAsync("/control/ledger")).GetProperty("orders").GetArrayLength());
    }

    [Fact]
    public async Task SameClientId_BringsBackTheSameOrder()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        const string terms = """{"limit_limit_gtc":{"base_size":"0.001","limit_price":"30000"}}""";
        var first = await exchange.PlaceAsync("BTC-USD", "BUY", terms, "mine");
        Assert.Equal(first, await exchange.PlaceAsync("BTC-USD", "BUY", terms, "mine"));
        Assert.Equal(1, (await exchange.GetAsync("/control/ledger")).GetProperty("orders").GetArrayLength());
    }

    [Fact]
    public async Task Cancel_SaysOfEachOrderWhatBecameOfIt()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        var open = await exchange.PlaceAsync("BTC-USD", "BUY", """{"limit_limit_gtc":{"base_size":"0.001","limit_price":"30000"}}""");
        var filled = await exchange.PlaceAsync("BTC-USD", "BUY", """{"market_market_ioc":{"base_size":"0.001"}}""");
        var answer = await exchange.PostAsync($"{Orders}/batch_cancel", $$"""{"order_ids":["{{open}}","{{open}}","{{filled}}","no-such"]}""");
        Assert.Equal(
            [(true, "UNKNOWN_CANCEL_FAILURE_REASON"), (false, "DUPLICATE_CANCEL_REQUEST"), (false, "ORDER_IS_FULLY_FILLED"), (false, "UNKNOWN_CANCEL_ORDER")],
            answer.GetProperty("results").EnumerateArray().Select(result => (result.GetProperty("success").GetBoolean(), Text(result, "failure_reason"))));
        Assert.Equal("CANCELLED", Text(await exchange.OrderAsync(open), "status"));
        var (status, body) = await exchange.SignedAsync(HttpMethod.Get, $"{Orders}/historical/00000000-0000-4000-8000-000000000001");
        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND"), (status, Text(body, "error")));
    }

    [Fact]
    public async Task Edit_ChangesPriceAndSizeAndWhatIsHeld()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        var id = await exchange.PlaceAsync("BTC-USD", "BUY", """{"limit_limit_gtc":{"base_size":"0.01","limit_price":"30000"}}""");
        Assert.True((await exchange.PostAsync($"{Orders}/edit", $$"""{"order_id":"{{id}}","price":"31000","size":"0.02"}""")).GetProperty("success").GetBoolean());
        var order = await exchange.OrderAsync(id);
        var terms = order.GetProperty("order_configuration").GetProperty("limit_limit_gtc");
        Assert.Equal(("31000", "0.02", 620m * 1.012m), (Text(terms, "limit_price"), Text(terms, "base_size"), Number(order, "outstanding_hold_amount")));
        async Task<string> Refused(string body)
        {
            var answer = await exchange.PostAsync($"{Orders}/edit", body);
            Assert.False(answer.GetProperty("success").GetBoolean());
            return Text(answer.GetProperty("errors")[0], "edit_failure_reason");
        }
        Assert.Equal("INVALID_EDITED_LIMIT_PRICE", await Refused($$"""{"order_id":"{{id}}","price":"31000.001"}"""));
        Assert.Equal("COMMANDER_REJECTED_EDIT_ORDER", await Refused($$"""{"order_id":"{{id}}","size":"900"}"""));
        Assert.Equal("ORDER_NOT_FOUND", await Refused("""{"order_id":"9fd0cadc-2ccc-45e8-b254-ea511c34e5b2","price":"1"}"""));
        var looked = await exchange.PostAsync($"{Orders}/edit_preview", $$"""{"order_id":"{{id}}","size":"0.01","price":"30000"}""");
        Assert.Equal((300m * 1.012m, 0), (Number(looked, "order_total"), looked.GetProperty("errors").GetArrayLength()));
        await exchange.PostAsync($"{Orders}/batch_cancel", $$"""{"order_ids":["{{id}}"]}""");
        Assert.Equal("ONLY_OPEN_ORDERS_CAN_BE_EDITED", await Refused($$"""{"order_id":"{{id}}","price":"1000"}"""));
    }

    [Fact]
    public async Task History_ComesInPagesWithoutGapsAndDoubles()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        var placed = new List<string>();
        for (var i = 0; i < 7; i++) placed.Add(await exchange.PlaceAsync(i % 2 == 0 ? "BTC-USD" : "ETH-USD", "BUY", """{"market_market_ioc":{"quote_size":"10"}}"""));
        Assert.Equal(placed.AsEnumerable().Reverse(), await PagesAsync(exchange, $"{Orders}/historical/batch?limit=2", "orders", "order_id"));
        Assert.Equal(placed.Where((_, i) => i % 2 == 0).Reverse(), await PagesAsync(exchange, $"{Orders}/historical/batch?limit=3&product_ids=BTC-USD&order_side=BUY", "orders", "order_id"));
        var fills = (await exchange.GetAsync("/control/ledger")).GetProperty("fills").GetArrayLength();
        var trades = await PagesAsync(exchange, $"{Orders}/historical/fills?limit=2", "fills", "trade_id");
        Assert.Equal(fills, trades.Distinct().Count());
        Assert.Equal(fills, trades.Count);
    }

    [Fact]
    public async Task GoodTillDate_EndsByItselfAndBracketEndsWithOneSide()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        var end = DateTimeOffset.UtcNow.AddMinutes(2).ToString("O", CultureInfo.InvariantCulture);
        var limited = await exchange.PlaceAsync("BTC-USD", "BUY", $$$"""{"limit_limit_gtd":{"base_size":"0.001","limit_price":"30000","end_time":"{{{end}}}"}}""");
        var price = Number(await exchange.GetAsync("/api/v3/brokerage/products/BTC-USD"), "price");
        // The stop lies so near that the price reaches it soon.
        var bracket = await exchange.PlaceAsync("BTC-USD", "SELL", $$$"""{"trigger_bracket_gtc":{"base_size":"0.001","limit_price":"{{{Math.Floor(price * 1.0005m)}}}","stop_trigger_price":"{{{Math.Floor(price * 0.9995m)}}}"}}""");
        await exchange.SkipAsync(TimeSpan.FromMinutes(30));
        await exchange.SkipAsync(TimeSpan.FromMinutes(30));
        // Tokens are made with the exchange's time from now on.
        var ledger = (await exchange.SendAsync(HttpMethod.Get, "/control/ledger")).Body.GetProperty("orders").EnumerateArray().ToList();
        Assert.Equal("expired", ledger.Single(order => order.GetProperty("id").GetInt64() == IdOf(limited)).GetProperty("state").GetString());
        var legs = ledger.Where(order => order.TryGetProperty("pair", out _)).ToList();
        Assert.Equal(2, legs.Count);
        Assert.Equal(0.001m, legs.Sum(leg => leg.GetProperty("executed").GetDecimal()));
        Assert.Contains(legs, leg => leg.GetProperty("id").GetInt64() == IdOf(bracket));
    }

    [Fact]
    public async Task RequestExamples_OfCcxt_AreAcceptedAsTheyStand()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        var examples = JsonElement.Parse(await File.ReadAllTextAsync(SharedData.Require("fixtures/ccxt/coinbase_static_requests.json"))).EnumerateArray().ToList();
        Assert.True(examples.Count >= 15);
        foreach (var example in examples)
        {
            var url = new Uri(example.GetProperty("url").GetString()!);
            var body = example.GetProperty("output").GetString();
            var (status, answer) = await exchange.SignedAsync(body is null ? HttpMethod.Get : HttpMethod.Post, url.PathAndQuery, body);
            // The order of the examples is of another account, and unknown here as it would be there.
            var isOfAnother = (url.PathAndQuery + body).Contains("9fd0cadc-2ccc-45e8-b254-ea511c34e5b2", StringComparison.Ordinal);
            Assert.True(status == HttpStatusCode.OK || isOfAnother, $"{example.GetProperty("description")}: {answer}");
            if (answer.TryGetProperty("success", out var success) && !isOfAnother) Assert.True(success.GetBoolean(), $"{example.GetProperty("description")}: {answer}");
            if (answer.TryGetProperty("errs", out var refused)) Assert.True(refused.GetArrayLength() == 0, answer.ToString());
        }
    }

    private static long IdOf(string id) => long.Parse(id.AsSpan(id.Length - 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static async Task<List<string>> PagesAsync(CoinbaseUnderTest exchange, string path, string list, string name)
    {
        var seen = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = await exchange.GetAsync(path + (cursor.Length > 0 ? $"&cursor={cursor}" : ""));
            seen.AddRange(page.GetProperty(list).EnumerateArray().Select(item => Text(item, name)));
            cursor = Text(page, "cursor");
            if (cursor.Length == 0) return seen;
        }
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static decimal Number(JsonElement of, string name) => decimal.Parse(Text(of, name), CultureInfo.InvariantCulture);
}
