using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>The WebSocket channels of Coinbase Advanced Trade over a real socket.</summary>
public sealed class CoinbaseStreamTests
{
    [Fact]
    public async Task Level2_AppliedToItsSnapshot_GivesTheExchangesBook()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var stream = await exchange.SocketAsync();
        await stream.SendAsync("""{"type":"subscribe","channel":"level2","product_ids":["BTC-USD"]}""");
        var book = new Dictionary<(string, decimal), decimal>();
        var number = 0L;
        async Task<JsonElement> ReadAsync()
        {
            var message = await stream.ReadAsync();
            Assert.Equal(number++, message.GetProperty("sequence_num").GetInt64());
            if (message.GetProperty("channel").GetString() != "l2_data") return message;
            var item = message.GetProperty("events")[0];
            if (number == 1) Assert.Equal("snapshot", item.GetProperty("type").GetString());
            foreach (var update in item.GetProperty("updates").EnumerateArray())
            {
                var (key, quantity) = ((update.GetProperty("side").GetString()!, Number(update, "price_level")), Number(update, "new_quantity"));
                if (quantity == 0) book.Remove(key);
                else book[key] = quantity;
            }
            return message;
        }
        for (var i = 0; i < 15; i++) await ReadAsync();
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 0.000001}""");
        // What comes after the clock stands still is the answer to this, and everything before it has been told.
        await stream.SendAsync("""{"type":"subscribe","channel":"heartbeats"}""");
        while ((await ReadAsync()).GetProperty("channel").GetString() != "subscriptions")
        {
            // Read on.
        }
        var state = (await exchange.GetAsync("/control/state")).GetProperty("markets").EnumerateArray().First(market => market.GetProperty("symbol").GetString() == "BTC-USD");
        var own = new Dictionary<(string, decimal), decimal>();
        foreach (var (side, name) in ((string, string)[])[("bid", "bids"), ("offer", "asks")])
            foreach (var level in state.GetProperty(name).EnumerateArray()) own[(side, level[0].GetDecimal())] = level[1].GetDecimal();
        Assert.Equal(own.OrderBy(level => level.Key), book.OrderBy(level => level.Key));
    }

    [Fact]
    public async Task EveryPublicChannel_GivesItsKindWithoutGaps()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 10}""");
        await using var stream = await exchange.SocketAsync();
        string[] channels = ["heartbeats", "candles", "status", "ticker", "ticker_batch", "level2", "market_trades"];
        foreach (var channel in channels) await stream.SendAsync($$"""{"type":"subscribe","channel":"{{channel}}","product_ids":["BTC-USD","ETH-USD"]}""");
        var seen = new HashSet<string>();
        HashSet<string> expected = ["heartbeats", .. channels.Where(channel => channel != "heartbeats").SelectMany(channel => (string[])[$"{NameOf(channel)} snapshot", $"{NameOf(channel)} update"])];
        for (var number = 0L; !expected.IsSubsetOf(seen); number++)
        {
            var message = await stream.ReadAsync();
            Assert.Equal(number, message.GetProperty("sequence_num").GetInt64());
            var name = message.GetProperty("channel").GetString()!;
            var first = message.GetProperty("events")[0];
            seen.Add(first.TryGetProperty("type", out var type) ? $"{name} {type.GetString()}" : name);
            if (name == "market_trades") Assert.All(first.GetProperty("trades").EnumerateArray(), trade => Assert.True(Number(trade, "price") > 0 && trade.GetProperty("side").GetString() is "BUY" or "SELL"));
        }
        await stream.SendAsync("""{"type":"unsubscribe","channel":"level2","product_ids":["BTC-USD"]}""");
        JsonElement subscriptions;
        do subscriptions = await stream.ReadAsync();
        while (subscriptions.GetProperty("channel").GetString() != "subscriptions");
        Assert.Equal("ETH-USD", subscriptions.GetProperty("events")[0].GetProperty("subscriptions").GetProperty("level2").EnumerateArray().Single().GetString());
    }

    [Fact]
    public async Task User_HearsEveryStateOfItsOrdersAndNoOthers()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        var before = await exchange.PlaceAsync("BTC-USD", "BUY", """{"limit_limit_gtc":{"base_size":"0.001","limit_price":"30000"}}""", "before");
        await using var stream = await exchange.SocketAsync("/user");
        await stream.SendAsync("""{"type":"subscribe","channel":"user","product_ids":["BTC-USD"]}""");
        Assert.Equal("authentication failure", (await stream.ReadAsync()).GetProperty("message").GetString());
        await stream.SendAsync($$"""{"type":"subscribe","channel":"user","product_ids":["BTC-USD"],"jwt":"{{exchange.Token(null, (_, claims) => claims["sub"] = "x")}}"}""");
        Assert.Equal("error", (await stream.ReadAsync()).GetProperty("type").GetString());
        await stream.SendAsync($$"""{"type":"subscribe","channel":"user","product_ids":["BTC-USD"],"jwt":"{{exchange.Token(null)}}"}""");
        var snapshot = (await stream.ReadAsync()).GetProperty("events")[0];
        Assert.Equal(("snapshot", before), (snapshot.GetProperty("type").GetString(), snapshot.GetProperty("orders")[0].GetProperty("order_id").GetString()));
        Assert.Equal("subscriptions", (await stream.ReadAsync()).GetProperty("channel").GetString());

        await exchange.PlaceAsync("ETH-USD", "BUY", """{"limit_limit_gtc":{"base_size":"0.1","limit_price":"1000"}}""");
        var bought = await exchange.PlaceAsync("BTC-USD", "BUY", """{"market_market_ioc":{"quote_size":"50"}}""", "bought");
        await exchange.PlaceAsync("BTC-USD", "SELL", """{"trigger_bracket_gtc":{"base_size":"0.001","limit_price":"90000","stop_trigger_price":"30000"}}""", "bracket");
        await exchange.PostAsync("/api/v3/brokerage/orders/batch_cancel", $$"""{"order_ids":["{{before}}"]}""");
        var heard = new List<(string? Id, string? Status)>();
        JsonElement last = default;
        while (heard.Count == 0 || heard[^1] != ("before", "CANCELLED"))
        {
            var order = (await stream.ReadAsync()).GetProperty("events")[0].GetProperty("orders")[0];
            heard.Add((order.GetProperty("client_order_id").GetString(), order.GetProperty("status").GetString()));
            if (heard[^1].Id == "bought") last = order;
        }
        Assert.Equal(["bought", "bracket", "before"], heard.Select(item => item.Id).Distinct());
        Assert.Equal(("bought", "OPEN"), heard[0]);
        Assert.Equal("FILLED", heard.Last(item => item.Id == "bought").Status);
        Assert.All(heard.Where(item => item.Id == "bracket"), item => Assert.Equal("OPEN", item.Status));
        var order1 = await exchange.OrderAsync(bought);
        Assert.Equal((Number(order1, "filled_size"), Number(order1, "total_fees"), Number(order1, "average_filled_price")), (Number(last, "cumulative_quantity"), Number(last, "total_fees"), Number(last, "avg_price")));
    }

    [Fact]
    public async Task Mistakes_AreNamedAndIdleConnectionsAreClosed()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var stream = await exchange.SocketAsync();
        foreach (var text in (string[])["nonsense", "[]", """{"type":"hello"}""", """{"type":"subscribe","channel":"nothing"}""", """{"type":"subscribe","channel":"level2","product_ids":["NO-SUCH"]}""", """{"type":"subscribe","channel":"ticker","product_ids":[]}"""])
        {
            await stream.SendAsync(text);
            Assert.Equal("error", (await stream.ReadAsync()).GetProperty("type").GetString());
        }
        // Nothing is subscribed to, and the exchange's clock goes on by more than its patience.
        await exchange.SkipAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await stream.ReadCloseAsync());
    }

    private static string NameOf(string channel) => channel == "level2" ? "l2_data" : channel;

    private static decimal Number(JsonElement of, string name) => decimal.Parse(of.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
