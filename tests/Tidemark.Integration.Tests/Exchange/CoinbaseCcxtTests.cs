using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Accounts;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>A public client that others wrote, unchanged, against the exchange that speaks as Coinbase does; what it says is compared with the ledger.</summary>
public sealed class CoinbaseCcxtTests
{
    private const string PublicKey = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    [Fact]
    public async Task Coinbase_EverythingThatAUserDoes_Works()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync(options => options with
        {
            Accounts =
            [
                options.Accounts[0],
                new AccountDefinition("old", "old-key", "old-secret") { Balances = new Dictionary<string, decimal> { ["USD"] = 5m } },
                new AccountDefinition("signer", "ed25519-key", "ed25519=" + PublicKey) { Balances = new Dictionary<string, decimal> { ["USD"] = 7m } },
            ],
        });
        var seen = await NodeScript.RunAsync("ccxt-coinbase.mjs", exchange.Server.Address.ToString(), CoinbaseUnderTest.Key, exchange.Secret);
        var ledger = await exchange.GetAsync("/control/ledger");

        Assert.Contains("BTC/USD", seen.GetProperty("markets").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(10, seen.GetProperty("tickers").GetArrayLength());
        Assert.Equal(2, seen.GetProperty("bidsAsks").GetArrayLength());
        Assert.Equal(5, seen.GetProperty("ohlcv").GetArrayLength());
        Assert.Equal(10, seen.GetProperty("trades").GetInt32());
        Assert.Equal(0.012m, seen.GetProperty("fee").GetDecimal());
        AssertBook(seen.GetProperty("book"));
        AssertBook(seen.GetProperty("watchedBook"));
        Assert.Equal("BTC/USD", seen.GetProperty("watchedTicker").GetProperty("symbol").GetString());
        Assert.Equal("closed", seen.GetProperty("market").GetProperty("status").GetString());
        AssertOrder(seen.GetProperty("limit"), "open", 0, 0.02m);
        AssertOrder(seen.GetProperty("edited"), "open", 0, 0.03m);
        AssertOrder(seen.GetProperty("stop"), "open", 0, 0.01m);
        AssertOrder(seen.GetProperty("canceled"), "canceled", 0, 0.03m);
        AssertOrder(seen.GetProperty("sell"), "closed", 0.005m, 0.005m);
        AssertOrder(seen.GetProperty("immediate"), "canceled", 0, 0.001m);
        Assert.Equal(2, seen.GetProperty("open").GetArrayLength());
        Assert.Equal("canceled", seen.GetProperty("watchedOrders").EnumerateArray().Last().GetProperty("status").GetString());
        Assert.Equal("closed", seen.GetProperty("watchedFill").EnumerateArray().Last().GetProperty("status").GetString());
        AssertHeld(seen);
        AssertRefusals(seen.GetProperty("refusals"));
        Assert.Equal(5, seen.GetProperty("oldKey").GetProperty("USD").GetDecimal());
        Assert.Equal(7, seen.GetProperty("ed25519").GetProperty("USD").GetDecimal());
        AssertLedger(seen, ledger);
    }

    private static void AssertBook(JsonElement book) => Assert.True(book.GetProperty("bid").GetDecimal() < book.GetProperty("ask").GetDecimal());

    private static void AssertOrder(JsonElement order, string status, decimal filled, decimal amount)
    {
        Assert.Equal(status, order.GetProperty("status").GetString());
        Assert.Equal(filled, order.GetProperty("filled").GetDecimal());
        Assert.Equal(amount, order.GetProperty("amount").GetDecimal());
    }

    /// <summary>An open buy holds its cost and the fee.</summary>
    private static void AssertHeld(JsonElement seen)
    {
        var order = seen.GetProperty("edited");
        Assert.Equal(order.GetProperty("price").GetDecimal() * 0.03m * 1.012m, seen.GetProperty("held").GetProperty("used").GetDecimal());
    }

    private static void AssertRefusals(JsonElement refusals)
    {
        var expected = new Dictionary<string, string>
        {
            ["tooMuch"] = "InsufficientFunds",
            ["crossing"] = "ExchangeError",
            ["reached"] = "InvalidOrder",
            ["unknown"] = "BadRequest",
            ["missing"] = "ExchangeError",
            ["wrongKey"] = "AuthenticationError",
            ["wrongSecret"] = "AuthenticationError",
        };
        foreach (var (name, error) in expected) Assert.Equal((name, error), (name, refusals.GetProperty(name).GetString()));
    }

    /// <summary>Orders, fills and balances as the client saw them are those of the exchange.</summary>
    private static void AssertLedger(JsonElement seen, JsonElement ledger)
    {
        // The number of a trade stands at the end of the venue's id.
        static long NumberOf(string? id) => long.Parse(id.AsSpan(id!.Length - 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var fills = ledger.GetProperty("fills").EnumerateArray().ToDictionary(fill => fill.GetProperty("tradeId").GetInt64());
        var trades = seen.GetProperty("myTrades").EnumerateArray().ToDictionary(trade => NumberOf(trade.GetProperty("id").GetString()));
        Assert.True(trades.Count >= 3);
        foreach (var (id, trade) in trades)
        {
            Assert.Equal(fills[id].GetProperty("price").GetDecimal(), trade.GetProperty("price").GetDecimal());
            Assert.Equal(fills[id].GetProperty("quantity").GetDecimal(), trade.GetProperty("amount").GetDecimal());
            Assert.Equal(fills[id].GetProperty("fee").GetDecimal(), decimal.Parse(trade.GetProperty("fee").GetProperty("cost").GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture));
            Assert.Equal("USD", trade.GetProperty("fee").GetProperty("currency").GetString());
        }
        var orders = ledger.GetProperty("orders").EnumerateArray().ToDictionary(order => order.GetProperty("clientOrderId").GetString()!);
        foreach (var order in seen.GetProperty("orders").EnumerateArray())
            Assert.Equal(orders[order.GetProperty("clientOrderId").GetString()!].GetProperty("executed").GetDecimal(), order.GetProperty("filled").GetDecimal());
        // After the balance was read, only the last market order traded.
        var bought = fills.Where(fill => !trades.ContainsKey(fill.Key)).Sum(fill => fill.Value.GetProperty("quantity").GetDecimal());
        var now = ledger.GetProperty("accounts")[0].GetProperty("balances").GetProperty("BTC");
        Assert.Equal(now.GetProperty("free").GetDecimal() + now.GetProperty("locked").GetDecimal(), seen.GetProperty("balance").GetProperty("BTC").GetDecimal() + bought);
    }
}
