using System.Globalization;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>What goes wrong with orders and fills, over real sockets.</summary>
public sealed class OrderFaultTests
{
    private const string Path = "/api/v3/order";
    private const string Limit = "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=40&newClientOrderId=mine";
    private const string Mine = "symbol=LTCUSDT&origClientOrderId=mine";

    [Fact]
    public async Task RejectCancel_LeavesTheOrderAlive_ForTheAccountThatIsMeant()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'rejectCancel','symbols':['LTCUSDT'],'accounts':['alice'],'occasions':['1-2']}");
        await exchange.OrderAsync(Limit);
        for (var i = 0; i < 2; i++)
        {
            var (_, refused, _) = await exchange.SignedAsync(HttpMethod.Delete, Path, Mine);
            Assert.Equal(-2011, refused.GetProperty("code").GetInt32());
            Assert.Equal("NEW", (await exchange.SignedOkAsync(HttpMethod.Get, Path, Mine)).GetProperty("status").GetString());
        }
        Assert.Equal("CANCELED", (await exchange.SignedOkAsync(HttpMethod.Delete, Path, Mine)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task DelayCancel_TheOrderLivesUntilThen()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'delayCancel','milliseconds':4000}");
        await exchange.OrderAsync(Limit);
        var canceling = exchange.SignedOkAsync(HttpMethod.Delete, Path, Mine);
        await exchange.StruckAsync("delayCancel");
        Assert.Equal("NEW", (await exchange.SignedOkAsync(HttpMethod.Get, Path, Mine)).GetProperty("status").GetString());
        await exchange.AdvanceAsync(4_100);
        Assert.Equal("CANCELED", (await canceling).GetProperty("status").GetString());
    }

    [Fact]
    public async Task PartialFill_OfAMarketOrder_ComesInCrumbs()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'partialFill','count':7}");
        var order = await exchange.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.07");
        Assert.Equal("FILLED", order.GetProperty("status").GetString());
        Assert.Equal(Enumerable.Repeat(0.01m, 7), order.GetProperty("fills").EnumerateArray().Select(fill => Number(fill.GetProperty("qty"))));
        Assert.Equal(7, (await exchange.LedgerAsync("fills")).Select(fill => fill.GetProperty("tradeId").GetInt64()).Distinct().Count());
    }

    [Fact]
    public async Task PartialFill_OfAShare_LeavesTheRestInTheBookAndFillsItInCrumbs()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'partialFill','count':4,'share':0.5}");
        var ask = Number((await exchange.Inner.GetAsync("/api/v3/ticker/bookTicker?symbol=BTCUSDT")).GetProperty("askPrice"));
        var order = await exchange.OrderAsync(string.Create(CultureInfo.InvariantCulture, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.08&price={ask}&newClientOrderId=rest"));
        Assert.Equal(("PARTIALLY_FILLED", 0.04m), (order.GetProperty("status").GetString(), Number(order.GetProperty("executedQty"))));
        Assert.Equal(4, order.GetProperty("fills").GetArrayLength());
        while ((await exchange.SignedOkAsync(HttpMethod.Get, Path, "symbol=BTCUSDT&origClientOrderId=rest")).GetProperty("status").GetString() != "FILLED") await exchange.AdvanceAsync(100);
        var fills = await exchange.LedgerAsync("fills");
        Assert.Equal(0.08m, fills.Sum(fill => fill.GetProperty("quantity").GetDecimal()));
        Assert.Contains(fills, fill => fill.GetProperty("isMaker").GetBoolean());
    }

    [Fact]
    public async Task CorrectTrade_ChangesFillAndMoneyLater_AndTheAccountIsTold()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'correctTrade','ticks':100,'milliseconds':2000}");
        var key = (await exchange.Inner.SendAsync(HttpMethod.Post, "/api/v3/userDataStream")).Body.GetProperty("listenKey").GetString();
        await using var user = await SocketUnderTest.OpenAsync(exchange.Inner, "ws/" + key);
        await exchange.OrderAsync("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01");
        var fills = await exchange.LedgerAsync("fills");
        var before = await exchange.FreeAsync("USDT");
        await exchange.AdvanceAsync(2_100);
        var corrected = await exchange.LedgerAsync("fills");
        Assert.Equal(fills.Select(fill => (fill.GetProperty("tradeId").GetInt64(), fill.GetProperty("price").GetDecimal() + 1)), corrected.Select(fill => (fill.GetProperty("tradeId").GetInt64(), fill.GetProperty("price").GetDecimal())));
        var gained = corrected.Sum(fill => fill.GetProperty("quantity").GetDecimal()) - (corrected.Sum(Fee) - fills.Sum(Fee));
        Assert.Equal(before + gained, await exchange.FreeAsync("USDT"));
        var mine = await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/myTrades", "symbol=BTCUSDT");
        Assert.Equal(corrected[0].GetProperty("price").GetDecimal(), Number(mine[0].GetProperty("price")));
        JsonElement told;
        do told = await user.ReadAsync();
        while (told.GetProperty("e").GetString() != "outboundAccountPosition" || Number(told.GetProperty("B")[0].GetProperty("f")) != before + gained);
    }

    [Fact]
    public async Task ListenKey_Expired_IsToldOnTheStreamAndUnknownAfterwards()
    {
        await using var exchange = await FaultyExchange.StartAsync();
        var key = (await exchange.Inner.SendAsync(HttpMethod.Post, "/api/v3/userDataStream")).Body.GetProperty("listenKey").GetString();
        await using var user = await SocketUnderTest.OpenAsync(exchange.Inner, "ws/" + key);
        await exchange.PostAsync("{'kind':'expireListenKey','startMilliseconds':500,'accounts':['alice']}");
        await exchange.PassAsync(20);
        Assert.Equal("listenKeyExpired", (await user.ReadAsync()).GetProperty("e").GetString());
        Assert.Equal(-1125, (await exchange.Inner.SendAsync(HttpMethod.Put, "/api/v3/userDataStream?listenKey=" + key)).Body.GetProperty("code").GetInt32());
    }

    private static decimal Fee(JsonElement fill) => fill.GetProperty("fee").GetDecimal();

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
