using System.Globalization;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>The Binance streams and the WebSocket API over a real socket.</summary>
public sealed class BinanceStreamTests
{
    [Fact]
    public async Task DiffDepth_AppliedToASnapshot_GivesTheExchangesBook()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var stream = await SocketAsync(exchange, "ws/btcusdt@depth@100ms");
        var update = await stream.ReadAsync();
        var snapshot = await exchange.GetAsync("/api/v3/depth?symbol=BTCUSDT&limit=5000");
        var book = new Dictionary<(string, string), string>();
        Apply(book, snapshot, "bids", "asks");
        var last = snapshot.GetProperty("lastUpdateId").GetInt64();
        for (var applied = 0; applied < 15; update = applied < 15 ? await stream.ReadAsync() : update)
        {
            var (from, to) = (update.GetProperty("U").GetInt64(), update.GetProperty("u").GetInt64());
            Assert.True(from <= to);
            if (to <= last) continue;
            // The first one overlaps the snapshot, each later one begins where the last ended.
            Assert.True(applied == 0 ? from <= last + 1 : from == last + 1, $"U {from} after u {last}");
            Apply(book, update, "b", "a");
            (last, applied) = (to, applied + 1);
        }
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 0.000001}""");
        var state = await exchange.GetAsync("/api/v3/depth?symbol=BTCUSDT&limit=5000");
        while (last < state.GetProperty("lastUpdateId").GetInt64())
        {
            update = await stream.ReadAsync();
            Assert.Equal(last + 1, update.GetProperty("U").GetInt64());
            Apply(book, update, "b", "a");
            last = update.GetProperty("u").GetInt64();
        }
        Assert.Equal(state.GetProperty("lastUpdateId").GetInt64(), last);
        var whole = new Dictionary<(string, string), string>();
        Apply(whole, state, "bids", "asks");
        Assert.Equal(whole.OrderBy(level => level.Key), book.OrderBy(level => level.Key));
    }

    [Fact]
    public async Task Combined_SubscribeListUnsubscribe_GivesEveryKind()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 10}""");
        await using var stream = await SocketAsync(exchange, "stream?streams=btcusdt@trade/btcusdt@aggTrade");
        string[] more = ["btcusdt@kline_1m", "btcusdt@kline_1s", "btcusdt@miniTicker", "btcusdt@ticker", "btcusdt@bookTicker", "btcusdt@depth5", "btcusdt@depth20@100ms", "btcusdt@depth", "btcusdt@avgPrice", "!miniTicker@arr"];
        await stream.SendAsync(JsonSerializer.Serialize(new { method = "SUBSCRIBE", @params = more, id = 7 }));
        await stream.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":8}""");
        HashSet<string> expected = ["btcusdt@trade", "btcusdt@aggTrade", .. more];
        HashSet<string> seen = [];
        while (!seen.SetEquals(expected))
        {
            var message = await stream.ReadAsync();
            if (message.TryGetProperty("id", out var id))
            {
                if (id.GetInt32() == 8) Assert.Equal(expected, message.GetProperty("result").EnumerateArray().Select(name => name.GetString()!).ToHashSet());
                continue;
            }
            seen.Add(message.GetProperty("stream").GetString()!);
        }
        await stream.SendAsync(JsonSerializer.Serialize(new { method = "UNSUBSCRIBE", @params = expected, id = 9 }));
        while (true)
            if ((await stream.ReadAsync()).TryGetProperty("id", out var id) && id.GetInt32() == 9) break;
        await stream.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":"ten"}""");
        Assert.Equal(0, (await stream.ReadAsync()).GetProperty("result").GetArrayLength());
    }

    [Fact]
    public async Task UserData_ByListenKey_TellsOrdersFillsBalancesAndTheEndOfTheKey()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        var (_, created, _) = await exchange.SendAsync(HttpMethod.Post, "/api/v3/userDataStream");
        var key = created.GetProperty("listenKey").GetString()!;
        await using var stream = await SocketAsync(exchange, "ws/" + key);
        await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=40&newClientOrderId=mine");
        Assert.Equal(("executionReport", "NEW", "mine"), Report(await stream.ReadAsync()));
        Assert.Equal("outboundAccountPosition", (await stream.ReadAsync()).GetProperty("e").GetString());
        await exchange.SignedOkAsync(HttpMethod.Delete, "/api/v3/order", "symbol=LTCUSDT&origClientOrderId=mine&newClientOrderId=away");
        var canceled = await stream.ReadAsync();
        Assert.Equal(("executionReport", "CANCELED", "away"), Report(canceled));
        Assert.Equal("mine", canceled.GetProperty("C").GetString());
        Assert.Equal("outboundAccountPosition", (await stream.ReadAsync()).GetProperty("e").GetString());
        var order = await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&newClientOrderId=fast");
        Assert.Equal(("executionReport", "NEW", "fast"), Report(await stream.ReadAsync()));
        var filled = 0m;
        for (var message = await stream.ReadAsync(); message.GetProperty("e").GetString() == "executionReport"; message = await stream.ReadAsync())
        {
            Assert.Equal(("executionReport", "TRADE", "fast"), Report(message));
            Assert.Equal("USDT", message.GetProperty("N").GetString());
            filled += decimal.Parse(message.GetProperty("l").GetString()!, CultureInfo.InvariantCulture);
        }
        Assert.Equal("FILLED", order.GetProperty("status").GetString());
        Assert.Equal(0.01m, filled);
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"advanceMilliseconds": 3700000}""");
        JsonElement last;
        do last = await stream.ReadAsync();
        while (last.GetProperty("e").GetString() != "listenKeyExpired");
        Assert.Equal(key, last.GetProperty("listenKey").GetString());
        Assert.Equal(-1125, (await exchange.SendAsync(HttpMethod.Put, "/api/v3/userDataStream?listenKey=" + key)).Body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task WebSocketApi_OrdersAndUserData_OnOneConnection()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var api = await SocketAsync(exchange, "ws-api/v3");
        await api.SendAsync("""{"id":"a","method":"ping"}""");
        var pong = await api.ReadAsync();
        Assert.Equal((200, "a"), (pong.GetProperty("status").GetInt32(), pong.GetProperty("id").GetString()));
        Assert.Equal("REQUEST_WEIGHT", pong.GetProperty("rateLimits")[0].GetProperty("rateLimitType").GetString());
        await api.SendAsync(Signed(1, "userDataStream.subscribe.signature"));
        var number = (await api.ReadAsync()).GetProperty("result").GetProperty("subscriptionId").GetInt32();
        await api.SendAsync(Signed(2, "order.place", ("symbol", "LTCUSDT"), ("side", "BUY"), ("type", "LIMIT"), ("timeInForce", "GTC"), ("quantity", "1"), ("price", "40"), ("newClientOrderId", "mine")));
        var told = await api.ReadAsync();
        Assert.Equal(number, told.GetProperty("subscriptionId").GetInt32());
        Assert.Equal(("executionReport", "NEW", "mine"), Report(told.GetProperty("event")));
        _ = await api.ReadAsync();
        Assert.Equal("NEW", (await api.ReadAsync()).GetProperty("result").GetProperty("status").GetString());
        await api.SendAsync(Signed(3, "order.status", ("symbol", "LTCUSDT"), ("origClientOrderId", "nobody")));
        var refused = await api.ReadAsync();
        Assert.Equal((400, -2013), (refused.GetProperty("status").GetInt32(), refused.GetProperty("error").GetProperty("code").GetInt32()));
        await api.SendAsync(Signed(4, "session.logon"));
        Assert.Equal(-4056, (await api.ReadAsync()).GetProperty("error").GetProperty("code").GetInt32());
        await api.SendAsync("not json");
        Assert.Equal(-1135, (await api.ReadAsync()).GetProperty("error").GetProperty("code").GetInt32());
    }

    private static (string?, string?, string?) Report(JsonElement message) =>
        (message.GetProperty("e").GetString(), message.GetProperty("x").GetString(), message.GetProperty("c").GetString());

    private static string Signed(int id, string method, params (string Name, string Value)[] parameters)
    {
        var all = new SortedDictionary<string, string>(parameters.ToDictionary(pair => pair.Name, pair => pair.Value), StringComparer.Ordinal)
        {
            ["apiKey"] = ExchangeUnderTest.Key,
            ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
        all["signature"] = ExchangeUnderTest.Sign(string.Join('&', all.Select(pair => $"{pair.Key}={pair.Value}")));
        return JsonSerializer.Serialize(new { id, method, @params = all });
    }

    private static void Apply(Dictionary<(string, string), string> book, JsonElement update, string bids, string asks)
    {
        foreach (var side in (string[])[bids, asks])
            foreach (var level in update.GetProperty(side).EnumerateArray())
            {
                var (key, quantity) = ((side[..1], level[0].GetString()!), level[1].GetString()!);
                if (quantity == "0.00000000") book.Remove(key);
                else book[key] = quantity;
            }
    }

    private static Task<TestSocket> SocketAsync(ExchangeUnderTest exchange, string path) => TestSocket.OpenAsync(exchange.Server.Address, path);
}
