using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Accounts;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>A public client that others wrote, unchanged, against the simulated exchange; what it says is compared with the exchange's own ledger.</summary>
public sealed class CcxtTests
{
    private const string PublicKey = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    [Fact]
    public async Task Binance_EverythingThatAUserDoes_Works()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with
        {
            Accounts = [options.Accounts[0], new AccountDefinition("signer", "ed25519-key", "ed25519=" + PublicKey) { Balances = new Dictionary<string, decimal> { ["USDT"] = 7m } }],
        });
        var seen = await NodeScript.RunAsync("ccxt-binance.mjs", exchange.Server.Address.ToString(), ExchangeUnderTest.Key, ExchangeUnderTest.Secret);
        var ledger = await exchange.GetAsync("/control/ledger");

        Assert.Contains("BTC/USDT", Texts(seen.GetProperty("markets")));
        Assert.Equal(5, seen.GetProperty("tickers").GetArrayLength());
        Assert.Equal(5, seen.GetProperty("ohlcv").GetArrayLength());
        Assert.Equal(10, seen.GetProperty("trades").GetInt32());
        Assert.True(seen.GetProperty("book").GetProperty("bid").GetDecimal() < seen.GetProperty("book").GetProperty("ask").GetDecimal());
        Assert.True(seen.GetProperty("watchedBook").GetProperty("bid").GetDecimal() < seen.GetProperty("watchedBook").GetProperty("ask").GetDecimal());
        AssertOrder(seen.GetProperty("market"), "closed", 0.01m);
        AssertOrder(seen.GetProperty("limit"), "open", 0);
        AssertOrder(seen.GetProperty("stop"), "open", 0);
        AssertOrder(seen.GetProperty("canceled"), "canceled", 0);
        Assert.Equal(2, seen.GetProperty("open").GetArrayLength());
        Assert.Equal("canceled", seen.GetProperty("watchedOrders").EnumerateArray().Last().GetProperty("status").GetString());
        AssertRefusals(seen.GetProperty("refusals"), new Dictionary<string, string>
        {
            ["tooMuch"] = "InsufficientFunds",
            ["unknown"] = "OrderNotFound",
            ["missing"] = "OrderNotFound",
            ["tiny"] = "BadRequest",
            ["wrongSecret"] = "AuthenticationError",
            ["early"] = "InvalidNonce",
        });
        Assert.Equal(7, seen.GetProperty("ed25519Balance").GetProperty("USDT").GetDecimal());
        Assert.Equal("ed25519-key", seen.GetProperty("session").GetProperty("logon").GetString());
        Assert.True(seen.GetProperty("session").GetProperty("canTrade").GetBoolean());
        AssertLedger(seen, ledger);
    }

    [Fact]
    public async Task Kraken_EverythingThatAUserDoes_Works()
    {
        // Time runs faster, so that the venue's limits do not hold up the client.
        await using var exchange = await KrakenUnderTest.StartAsync(options => options with { Speed = 20, Markets = null });
        var seen = await NodeScript.RunAsync("ccxt-kraken.mjs", exchange.Server.Address.ToString(), KrakenUnderTest.Key, KrakenUnderTest.Secret);
        var ledger = await exchange.GetAsync("/control/ledger");

        Assert.Contains("BTC/USD", Texts(seen.GetProperty("markets")));
        Assert.Equal(10, seen.GetProperty("tickers").GetArrayLength());
        Assert.Equal(5, seen.GetProperty("ohlcv").GetArrayLength());
        Assert.Equal(10, seen.GetProperty("trades").GetInt32());
        Assert.True(seen.GetProperty("book").GetProperty("bid").GetDecimal() < seen.GetProperty("book").GetProperty("ask").GetDecimal());
        Assert.True(seen.GetProperty("watchedBook").GetProperty("bid").GetDecimal() < seen.GetProperty("watchedBook").GetProperty("ask").GetDecimal());
        AssertOrder(seen.GetProperty("market"), "closed", 0.01m);
        foreach (var name in (string[])["limit", "stop", "stopLimit", "edited", "replaced", "post", "trail"]) AssertOrder(seen.GetProperty(name), "open", 0);
        AssertOrder(seen.GetProperty("canceled"), "canceled", 0);
        Assert.Equal(3, seen.GetProperty("open").GetArrayLength());
        Assert.Equal("canceled", seen.GetProperty("watchedOrders").EnumerateArray().Last().GetProperty("status").GetString());
        AssertRefusals(seen.GetProperty("refusals"), new Dictionary<string, string>
        {
            ["tooMuch"] = "InsufficientFunds",
            ["unknown"] = "OrderNotFound",
            ["missing"] = "InvalidOrder",
            ["tiny"] = "InvalidOrder",
            ["wrongKey"] = "AuthenticationError",
            // ccxt has no name of its own for EAPI:Invalid signature and EQuery:Unknown asset pair.
            ["wrongSecret"] = "ExchangeError",
            ["badSymbol"] = "ExchangeError",
            ["oldNonce"] = "InvalidNonce",
        });
        AssertKrakenLedger(seen, ledger);
    }

    /// <summary>Fills and balances as the client saw them are those of the exchange; ids are compared by what they stand for.</summary>
    private static void AssertKrakenLedger(JsonElement seen, JsonElement ledger)
    {
        var fills = ledger.GetProperty("fills").EnumerateArray().ToList();
        var told = seen.GetProperty("myTrades").EnumerateArray().Select(trade => (trade.GetProperty("price").GetDecimal(), trade.GetProperty("amount").GetDecimal(), trade.GetProperty("fee").GetProperty("cost").GetDecimal())).ToList();
        Assert.Equal(fills.Take(told.Count).Select(fill => (fill.GetProperty("price").GetDecimal(), fill.GetProperty("quantity").GetDecimal(), fill.GetProperty("fee").GetDecimal())).Order(), told.Order());
        var last = fills.Skip(told.Count).ToList();
        Assert.Equal(0.002m, last.Sum(fill => fill.GetProperty("quantity").GetDecimal()));
        Assert.Contains(seen.GetProperty("watchedFill").EnumerateArray(), trade => last.Any(fill => fill.GetProperty("quantity").GetDecimal() == trade.GetProperty("amount").GetDecimal()));
        var balances = ledger.GetProperty("accounts")[0].GetProperty("balances");
        foreach (var (asset, change) in ((string, decimal)[])[("BTC", 0.002m), ("USD", -last.Sum(fill => fill.GetProperty("price").GetDecimal() * fill.GetProperty("quantity").GetDecimal() + fill.GetProperty("fee").GetDecimal()))])
            Assert.Equal(balances.GetProperty(asset).GetProperty("free").GetDecimal() + balances.GetProperty(asset).GetProperty("locked").GetDecimal(), seen.GetProperty("balance").GetProperty(asset).GetDecimal() + change);
    }

    [Fact]
    public async Task BinancePerpetuals_EverythingThatAUserDoes_Works()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        var seen = await NodeScript.RunAsync("ccxt-binanceusdm.mjs", exchange.Server.Address.ToString(), ExchangeUnderTest.Key, ExchangeUnderTest.Secret);
        var ledger = (await exchange.GetAsync("/control/ledger")).GetProperty("contracts");

        Assert.Equal(4, seen.GetProperty("markets").GetArrayLength());
        Assert.Equal((5, 3, 3, 10), (seen.GetProperty("ohlcv").GetArrayLength(), seen.GetProperty("markOhlcv").GetInt32(), seen.GetProperty("indexOhlcv").GetInt32(), seen.GetProperty("trades").GetInt32()));
        Assert.Equal((10, false), (seen.GetProperty("leverage").GetInt32(), seen.GetProperty("mode").GetBoolean()));
        Assert.Equal((4, 4), (seen.GetProperty("tickers").GetArrayLength(), seen.GetProperty("bidsAsks").GetArrayLength()));
        Assert.Equal(0.0001m, seen.GetProperty("funding").GetProperty("rate").GetDecimal(), 3);
        AssertOrder(seen.GetProperty("bought"), "closed", 0.05m);
        AssertOrder(seen.GetProperty("limit"), "open", 0);
        AssertOrder(seen.GetProperty("stop"), "open", 0);
        Assert.Equal((2, 1), (seen.GetProperty("open").GetArrayLength(), seen.GetProperty("openStops").GetArrayLength()));
        Assert.Equal(0.02m, seen.GetProperty("edited").GetProperty("amount").GetDecimal());
        AssertOrder(seen.GetProperty("canceled"), "canceled", 0);
        Assert.Equal((2, 2), (seen.GetProperty("batch").GetArrayLength(), seen.GetProperty("batchCanceled").GetInt32()));
        AssertOrder(seen.GetProperty("reduced"), "closed", 0.02m);
        var position = Assert.Single(seen.GetProperty("positions").EnumerateArray());
        Assert.Equal(("long", 0.05m, "cross"), (position.GetProperty("side").GetString(), position.GetProperty("contracts").GetDecimal(), position.GetProperty("marginMode").GetString()));
        foreach (var refusal in seen.GetProperty("refusals").EnumerateObject()) Assert.NotEqual("none", refusal.Value.GetString());
        Assert.Equal("canceled", seen.GetProperty("watchedOrders").EnumerateArray().Last().GetProperty("status").GetString());
        Assert.True(seen.GetProperty("watchedBook").GetProperty("bid").GetDecimal() < seen.GetProperty("watchedBook").GetProperty("ask").GetDecimal());
        var fills = ledger.GetProperty("fills").EnumerateArray().ToDictionary(fill => fill.GetProperty("tradeId").GetInt64().ToString(CultureInfo.InvariantCulture));
        foreach (var trade in seen.GetProperty("myTrades").EnumerateArray())
        {
            var fill = fills[trade.GetProperty("id").GetString()!];
            Assert.Equal((fill.GetProperty("price").GetDecimal(), fill.GetProperty("quantity").GetDecimal()), (trade.GetProperty("price").GetDecimal(), trade.GetProperty("amount").GetDecimal()));
        }
        Assert.Contains(seen.GetProperty("watchedFill").EnumerateArray(), trade => fills.ContainsKey(trade.GetProperty("id").GetString()!));
        Assert.Equal(0.02m, ledger.GetProperty("accounts")[0].GetProperty("positions")[0].GetProperty("quantity").GetDecimal());
    }

    private static void AssertRefusals(JsonElement refusals, Dictionary<string, string> expected)
    {
        foreach (var (name, error) in expected) Assert.Equal((name, error), (name, refusals.GetProperty(name).GetString()));
    }

    /// <summary>Orders, fills and balances as the client saw them are those of the exchange.</summary>
    private static void AssertLedger(JsonElement seen, JsonElement ledger)
    {
        var fills = ledger.GetProperty("fills").EnumerateArray().ToDictionary(fill => fill.GetProperty("tradeId").GetInt64().ToString(CultureInfo.InvariantCulture));
        foreach (var trade in seen.GetProperty("myTrades").EnumerateArray())
        {
            var fill = fills[trade.GetProperty("id").GetString()!];
            Assert.Equal(fill.GetProperty("price").GetDecimal(), trade.GetProperty("price").GetDecimal());
            Assert.Equal(fill.GetProperty("quantity").GetDecimal(), trade.GetProperty("amount").GetDecimal());
            Assert.Equal(fill.GetProperty("fee").GetDecimal(), decimal.Parse(trade.GetProperty("fee").GetProperty("cost").GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        Assert.Contains(seen.GetProperty("watchedFill").EnumerateArray(), trade => fills.ContainsKey(trade.GetProperty("id").GetString()!));
        var orders = ledger.GetProperty("orders").EnumerateArray().ToDictionary(order => order.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture));
        foreach (var order in seen.GetProperty("orders").EnumerateArray())
        {
            var own = orders[order.GetProperty("id").GetString()!];
            Assert.Equal(own.GetProperty("clientOrderId").GetString(), order.GetProperty("clientOrderId").GetString());
            Assert.Equal(own.GetProperty("executed").GetDecimal(), order.GetProperty("filled").GetDecimal());
        }
        // After the balance was read, only the last market order traded.
        var later = fills.Values.Where(fill => !seen.GetProperty("myTrades").EnumerateArray().Any(trade => trade.GetProperty("id").GetString() == fill.GetProperty("tradeId").GetRawText())).ToList();
        var bought = later.Sum(fill => fill.GetProperty("quantity").GetDecimal() - fill.GetProperty("fee").GetDecimal());
        var now = ledger.GetProperty("accounts")[0].GetProperty("balances").GetProperty("BTC");
        Assert.Equal(now.GetProperty("free").GetDecimal() + now.GetProperty("locked").GetDecimal(), seen.GetProperty("balance").GetProperty("BTC").GetDecimal() + bought);
    }

    private static void AssertOrder(JsonElement order, string status, decimal filled)
    {
        Assert.Equal(status, order.GetProperty("status").GetString());
        Assert.Equal(filled, order.GetProperty("filled").GetDecimal());
    }

    private static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(item => item.GetString());
}
