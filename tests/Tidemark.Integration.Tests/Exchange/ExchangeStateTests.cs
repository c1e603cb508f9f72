using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Hosting;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Storage.Locking;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>An exchange that is closed and opened again.</summary>
public sealed class ExchangeStateTests
{
    [Fact]
    public async Task Restart_BringsBackAccountsOrdersFillsPositionsAndIds()
    {
        using var folder = new StateFolder();
        JsonElement before;
        long lastOrder;
        JsonElement kline;
        await using (var exchange = await OpenAsync(folder))
        {
            await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
            await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=40&newClientOrderId=kept");
            await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=LTCUSDT&side=BUY&type=STOP_LOSS&quantity=1&stopPrice=90&newClientOrderId=stop");
            await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/orderList/oco",
                "symbol=LTCUSDT&side=SELL&quantity=2&aboveType=LIMIT_MAKER&abovePrice=90&belowType=STOP_LOSS_LIMIT&belowStopPrice=40&belowPrice=39&belowTimeInForce=GTC");
            await exchange.SignedOkAsync(HttpMethod.Post, "/fapi/v1/leverage", "symbol=ETHUSDT&leverage=7");
            await exchange.SignedOkAsync(HttpMethod.Post, "/fapi/v1/order", "symbol=ETHUSDT&side=SELL&type=MARKET&quantity=0.5");
            await exchange.SignedOkAsync(HttpMethod.Post, "/fapi/v1/order", "symbol=ETHUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.1&price=2500&newClientOrderId=perp");
            await exchange.SignedOkAsync(HttpMethod.Post, "/fapi/v1/algoOrder", "algoType=CONDITIONAL&symbol=ETHUSDT&side=BUY&type=STOP_MARKET&triggerPrice=6000&closePosition=true&clientAlgoId=guard");
            before = await exchange.GetAsync("/control/ledger");
            lastOrder = (await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/order", "symbol=LTCUSDT&origClientOrderId=stop")).GetProperty("orderId").GetInt64();
            kline = (await exchange.GetAsync("/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=3"))[0];
        }
        await using var again = await OpenAsync(folder);
        var after = await again.GetAsync("/control/ledger");
        foreach (var part in (string[])["accounts", "orders", "fills"])
        {
            Assert.Equal(before.GetProperty(part).GetRawText(), after.GetProperty(part).GetRawText());
            Assert.Equal(before.GetProperty("contracts").GetProperty(part).GetRawText(), after.GetProperty("contracts").GetProperty(part).GetRawText());
        }
        Assert.Equal(kline.GetRawText(), (await again.GetAsync($"/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=1&startTime={kline[0].GetRawText()}"))[0].GetRawText());
        Assert.Equal(7, (await again.SignedOkAsync(HttpMethod.Get, "/fapi/v1/symbolConfig", "symbol=ETHUSDT"))[0].GetProperty("leverage").GetInt32());
        Assert.Equal(4, (await again.SignedOkAsync(HttpMethod.Get, "/api/v3/openOrders", "symbol=LTCUSDT")).GetArrayLength());
        Assert.Equal(1, (await again.SignedOkAsync(HttpMethod.Get, "/fapi/v1/openAlgoOrders")).GetArrayLength());
        var placed = await again.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=41");
        Assert.True(placed.GetProperty("orderId").GetInt64() > lastOrder);
        // What is back in the book can end, and then nothing is held any more.
        await again.SignedOkAsync(HttpMethod.Delete, "/api/v3/openOrders", "symbol=LTCUSDT");
        var balances = (await again.GetAsync("/control/ledger")).GetProperty("accounts")[0].GetProperty("balances");
        Assert.All(balances.EnumerateObject(), balance => Assert.Equal(0m, balance.Value.GetProperty("locked").GetDecimal()));
        await again.SignedOkAsync(HttpMethod.Post, "/fapi/v1/order", "symbol=ETHUSDT&side=BUY&type=MARKET&quantity=0.5&reduceOnly=true");
        Assert.Equal(0m, (await again.GetAsync("/control/ledger")).GetProperty("contracts").GetProperty("accounts")[0].GetProperty("positions")[0].GetProperty("quantity").GetDecimal());
    }

    [Fact]
    public async Task Accounts_ThatAreSaved_SayWhetherTheExchangeMadeTheirKeys()
    {
        using var folder = new StateFolder();
        var made = ExchangeDialect.Of("binance").MakeKeys("made") with { AreKeysMade = true };
        await using (await ExchangeServer.StartAsync(new ExchangeOptions { StateFolder = folder.Path, Accounts = [made, new("given", "K", "S")] }, TestContext.Current.CancellationToken)) { }
        Assert.Equal([("made", true), ("given", false)], ExchangeServer.SavedAccounts(folder.Path, "binance").Select(account => (account.Name, account.AreKeysMade)));
    }

    [Fact]
    public void Command_InAFolderThatAnotherHolds_IsRefusedByName()
    {
        using var folder = new StateFolder();
        using var home = new TidemarkHome();
        using var held = ProcessLock.Acquire(folder.Path, "exchange", "a test", TimeSpan.Zero);
        var refused = home.Run("exchange", "--port", "0", "--state", folder.Path);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"is held by process {Environment.ProcessId} (a test", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_IsSavedSoonAfterAnOrder_AndACutOneIsRefused()
    {
        using var folder = new StateFolder();
        var file = Path.Combine(folder.Path, "exchange.state");
        await using (var exchange = await OpenAsync(folder))
        {
            await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=40&newClientOrderId=soon");
            while (!File.Exists(file) || !(await File.ReadAllTextAsync(file)).Contains("\"soon\"", StringComparison.Ordinal)) await Task.Yield();
        }
        var whole = await File.ReadAllBytesAsync(file);
        foreach (var length in (int[])[whole.Length - 1, whole.Length / 2, 0])
        {
            await File.WriteAllBytesAsync(file, whole[..length]);
            Assert.Contains("has been cut", (await Assert.ThrowsAsync<BadInputException>(() => OpenAsync(folder))).Message, StringComparison.Ordinal);
        }
        await File.WriteAllBytesAsync(file, whole);
        Assert.Equal(("alice", ExchangeUnderTest.Key), (ExchangeServer.SavedAccounts(folder.Path, "binance")[0].Name, ExchangeServer.SavedAccounts(folder.Path, "binance")[0].Key));
        Assert.Throws<BadInputException>(() => ExchangeServer.SavedAccounts(folder.Path, "kraken"));
    }

    [Fact]
    public async Task Kraken_RemarksOfOrders_AreBackToo()
    {
        using var folder = new StateFolder();
        string Trimmed(JsonElement ledger) => ledger.GetProperty("orders").GetRawText();
        JsonElement before;
        await using (var exchange = await KrakenUnderTest.StartAsync(options => options with { StateFolder = folder.Path }))
        {
            await exchange.OkAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=limit&volume=0.01&price=30000&userref=77");
            before = await exchange.GetAsync("/control/ledger");
        }
        await using var again = await KrakenUnderTest.StartAsync(options => options with { StateFolder = folder.Path });
        Assert.Equal(Trimmed(before), Trimmed(await again.GetAsync("/control/ledger")));
        var open = await again.OkAsync("OpenOrders", "userref=77");
        Assert.Contains("\"userref\":77", open.GetRawText(), StringComparison.Ordinal);
    }

    private static Task<ExchangeUnderTest> OpenAsync(StateFolder folder) => ExchangeUnderTest.StartAsync(options => options with { StateFolder = folder.Path });

    private sealed class StateFolder : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"tidemark-state-{Guid.NewGuid():N}"));

        public void Dispose()
        {
            if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        }
    }
}
