using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Integration.Tests.Venues;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>The REST API of Coinbase Advanced Trade over a real socket.</summary>
public sealed class CoinbaseRestTests
{
    private const string Orders = "/api/v3/brokerage/orders";
    private const string Accounts = "/api/v3/brokerage/accounts";

    [Fact]
    public async Task Tokens_OnlyRightOnesAreTaken()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        const string uri = $"GET api.coinbase.com{Accounts}";
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        async Task<HttpStatusCode> With(string? uri, Action<Dictionary<string, object>, Dictionary<string, object>>? change = null)
        {
            var (status, body, _) = await exchange.SendTextAsync(HttpMethod.Get, Accounts + "?limit=3", null, exchange.Token(uri, change));
            if (status != HttpStatusCode.OK) Assert.Equal("Unauthorized\n", body);
            return status;
        }
        Assert.Equal(HttpStatusCode.OK, await With(uri));
        Assert.Equal(HttpStatusCode.OK, await With($"GET 127.0.0.1:{exchange.Server.Address.Port}{Accounts}"));
        Assert.Equal(HttpStatusCode.OK, await With(uri, (_, claims) => { claims["iss"] = "coinbase-cloud"; claims["aud"] = new[] { "retail_rest_api_proxy" }; }));
        Assert.Equal(HttpStatusCode.OK, await With(null, (_, claims) => claims["uris"] = new[] { uri }));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await With($"POST api.coinbase.com{Accounts}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With($"GET api.coinbase.com{Orders}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With($"GET other.example{Accounts}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (_, claims) => { claims["nbf"] = now - 300; claims["exp"] = now - 1; }));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (_, claims) => { claims["nbf"] = now - 130; claims["exp"] = now + 3_600; }));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (_, claims) => claims["nbf"] = now + 60));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (_, claims) => claims.Remove("exp")));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (_, claims) => claims["iss"] = "somebody"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (_, claims) => claims["sub"] = "somebody"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (header, _) => header["kid"] = "somebody"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (header, _) => header.Remove("nonce")));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (header, _) => header["alg"] = "none"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(uri, (header, _) => header["alg"] = "HS256"));
        var token = exchange.Token(uri);
        Assert.Equal(HttpStatusCode.Unauthorized, (await exchange.SendTextAsync(HttpMethod.Get, Accounts, null, token[..^4] + "AAAA")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await exchange.SendTextAsync(HttpMethod.Get, Accounts, null, "a.b.c")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await exchange.SendTextAsync(HttpMethod.Get, Accounts)).Status);
    }

    [Fact]
    public async Task OlderKeys_SignWithASharedSecret()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync(options => options with { Accounts = [new AccountDefinition("old", "old-key", "old-secret")] });
        async Task<HttpStatusCode> Send(string path, string signed, string secret = "old-secret", int late = 0)
        {
            var timestamp = (DateTimeOffset.UtcNow.ToUnixTimeSeconds() - late).ToString(CultureInfo.InvariantCulture);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("CB-ACCESS-KEY", "old-key");
            request.Headers.Add("CB-ACCESS-TIMESTAMP", timestamp);
            request.Headers.Add("CB-ACCESS-SIGN", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}GET{signed}"))));
            using var response = await exchange.Client.SendAsync(request);
            return response.StatusCode;
        }
        Assert.Equal(HttpStatusCode.OK, await Send(Accounts + "?limit=5", Accounts));
        Assert.Equal(HttpStatusCode.OK, await Send("/v2/accounts?limit=5", "/v2/accounts?limit=5"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(Accounts, Accounts, secret: "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(Accounts, Accounts, late: 60));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(Accounts, "/v2/accounts"));
    }

    [Fact]
    public async Task Market_ProductsBookCandlesTrades_AgreeWithTheExchange()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 0.000001}""");
        var state = (await exchange.GetAsync("/control/state")).GetProperty("markets").EnumerateArray().First(market => market.GetProperty("symbol").GetString() == "BTC-USD");
        var products = await exchange.GetAsync("/api/v3/brokerage/products?product_type=SPOT");
        Assert.Equal(10, products.GetProperty("num_products").GetInt32());
        Assert.Equal(0, (await exchange.GetAsync("/api/v3/brokerage/products?product_type=FUTURE")).GetProperty("num_products").GetInt32());
        var product = await exchange.GetAsync("/api/v3/brokerage/market/products/BTC-USD");
        Assert.Equal(("BTC-USD", "0.00000001", "0.01", "SPOT"), (Text(product, "product_id"), Text(product, "base_increment"), Text(product, "price_increment"), Text(product, "product_type")));
        Assert.Equal(state.GetProperty("lastPrice").GetDecimal(), Number(product, "price"));

        var book = (await exchange.GetAsync("/api/v3/brokerage/product_book?product_id=BTC-USD")).GetProperty("pricebook");
        foreach (var (name, own) in ((string, string)[])[("bids", "bids"), ("asks", "asks")])
            Assert.Equal(state.GetProperty(own).EnumerateArray().Select(level => (level[0].GetDecimal(), level[1].GetDecimal())), book.GetProperty(name).EnumerateArray().Select(level => (Number(level, "price"), Number(level, "size"))));
        var coarse = (await exchange.GetAsync("/api/v3/brokerage/market/product_book?product_id=BTC-USD&limit=2&aggregation_price_increment=10")).GetProperty("pricebook").GetProperty("asks");
        Assert.Equal(2, coarse.GetArrayLength());
        Assert.All(coarse.EnumerateArray(), level => Assert.Equal(0, Number(level, "price") % 10));
        var best = (await exchange.GetAsync("/api/v3/brokerage/best_bid_ask?product_ids=BTC-USD&product_ids=ETH-USD")).GetProperty("pricebooks");
        Assert.Equal(Number(book.GetProperty("bids")[0], "price"), Number(best[0].GetProperty("bids")[0], "price"));
        Assert.Equal("ETH-USD", Text(best[1], "product_id"));

        var ticker = await exchange.GetAsync("/api/v3/brokerage/products/BTC-USD/ticker?limit=5");
        Assert.Equal(5, ticker.GetProperty("trades").GetArrayLength());
        var times = ticker.GetProperty("trades").EnumerateArray().Select(trade => trade.GetProperty("time").GetDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        Assert.Equal(state.GetProperty("lastPrice").GetDecimal(), Number(ticker.GetProperty("trades")[0], "price"));

        var now = long.Parse(Text(await exchange.GetAsync("/api/v3/brokerage/time"), "epochSeconds"), CultureInfo.InvariantCulture);
        var candles = (await exchange.GetAsync($"/api/v3/brokerage/products/BTC-USD/candles?granularity=ONE_MINUTE&start={now - 240}&end={now}")).GetProperty("candles").EnumerateArray().ToList();
        Assert.InRange(candles.Count, 4, 5);
        Assert.All(candles, candle => Assert.True(Number(candle, "low") <= Number(candle, "open") && Number(candle, "close") <= Number(candle, "high")));
        var (status, body) = await exchange.SignedAsync(HttpMethod.Get, $"/api/v3/brokerage/products/BTC-USD/candles?granularity=ONE_MINUTE&start={now - 60 * 360}&end={now}");
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_ARGUMENT"), (status, Text(body, "error")));
        Assert.Equal(HttpStatusCode.BadRequest, (await exchange.SignedAsync(HttpMethod.Get, "/api/v3/brokerage/products/NO-SUCH")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await exchange.SignedAsync(HttpMethod.Get, "/api/v3/brokerage/no_such")).Status);
    }

    [Fact]
    public async Task Accounts_ComeInPagesAndAgreeWithTheLedger()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await exchange.PlaceAsync("BTC-USD", "BUY", """{"limit_limit_gtc":{"base_size":"0.01","limit_price":"30000"}}""");
        var seen = new Dictionary<string, (decimal, decimal)>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await exchange.GetAsync($"{Accounts}?limit=4&cursor={cursor}");
            foreach (var account in page.GetProperty("accounts").EnumerateArray())
                seen.Add(Text(account, "currency"), (Number(account.GetProperty("available_balance"), "value"), Number(account.GetProperty("hold"), "value")));
            cursor = page.GetProperty("has_next").GetBoolean() ? Text(page, "cursor") : null;
        }
        Assert.Equal(9, seen.Count);
        Assert.Equal((100_000m - 303.6m, 303.6m), seen["USD"]);
        var balances = (await exchange.GetAsync("/control/ledger")).GetProperty("accounts")[0].GetProperty("balances");
        foreach (var balance in balances.EnumerateObject()) Assert.Equal((balance.Value.GetProperty("free").GetDecimal(), balance.Value.GetProperty("locked").GetDecimal()), seen[balance.Name]);
        var one = (await exchange.GetAsync(Accounts)).GetProperty("accounts")[0];
        Assert.Equal(one.ToString(), (await exchange.GetAsync($"{Accounts}/{Text(one, "uuid")}")).GetProperty("account").ToString());

        var rights = await exchange.GetAsync("/api/v3/brokerage/key_permissions");
        Assert.True(rights.GetProperty("can_trade").GetBoolean());
        Assert.False(rights.GetProperty("can_transfer").GetBoolean());
        var portfolio = (await exchange.GetAsync("/api/v3/brokerage/portfolios")).GetProperty("portfolios")[0];
        Assert.Equal(Text(rights, "portfolio_uuid"), Text(portfolio, "uuid"));
        Assert.Equal(5, (await exchange.GetAsync($"/api/v3/brokerage/portfolios/{Text(portfolio, "uuid")}")).GetProperty("breakdown").GetProperty("spot_positions").GetArrayLength());
        Assert.Equal("0.012", Text((await exchange.GetAsync("/api/v3/brokerage/transaction_summary")).GetProperty("fee_tier"), "taker_fee_rate"));
    }

    [Fact]
    public async Task Limits_OfAnAddressAndOfAKey_AreToldAndKept()
    {
        // For the exchange a second is an hour of the machine, so that all of it is in one.
        await using var exchange = await CoinbaseUnderTest.StartAsync(options => options with { Time = new ScaledTime(1.0 / 3_600) });
        var seen = new List<HttpResponseMessage>();
        for (var i = 0; i < 21; i++) seen.Add((await exchange.SendTextAsync(HttpMethod.Get, "/api/v3/brokerage/time")).Response);
        // At most one second has begun anew meanwhile.
        Assert.InRange(seen.Count(response => response.StatusCode == HttpStatusCode.OK), 10, 20);
        var refused = seen.First(response => response.StatusCode != HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(("10", "0"), (refused.Headers.GetValues("x-ratelimit-limit").Single(), refused.Headers.GetValues("x-ratelimit-remaining").Single()));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("rate_limit_exceeded", Text((await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0], "id"));
        // A key has a limit of its own.
        Assert.Equal(HttpStatusCode.OK, (await exchange.SignedAsync(HttpMethod.Get, "/api/v3/brokerage/time")).Status);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static decimal Number(JsonElement of, string name) => decimal.Parse(Text(of, name), CultureInfo.InvariantCulture);
}
