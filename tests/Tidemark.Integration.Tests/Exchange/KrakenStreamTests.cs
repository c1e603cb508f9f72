using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Kraken.Wire;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>Version 2 of Kraken's WebSocket API over a real socket.</summary>
public sealed class KrakenStreamTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public async Task Book_UpdatesAppliedAndCutAtTheDepth_HaveTheChecksumAndAreTheExchanges(int depth)
    {
        await using var exchange = await KrakenUnderTest.StartAsync(options => options with { Speed = 10 });
        await using var socket = await exchange.SocketAsync();
        await socket.SendAsync($$$"""{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":{{{depth}}}},"req_id":3}""");
        var (asks, bids) = (new SortedDictionary<decimal, string>(), new SortedDictionary<decimal, string>(Comparer<decimal>.Create((left, right) => right.CompareTo(left))));
        for (var updates = 0; updates < 40;)
        {
            var message = await socket.ReadAsync();
            if (!IsBook(message)) continue;
            Apply(message.GetProperty("data")[0], asks, bids, depth);
            updates++;
        }
        await exchange.PostControlAsync("/control/clock", """{"speed": 0.000001}""");
        var state = (await exchange.GetAsync("/control/state")).GetProperty("markets").EnumerateArray().First(market => market.GetProperty("symbol").GetString() == "BTC/USD");
        // What changed before the clock stood still may be on its way.
        while (!Equal(state.GetProperty("asks"), asks, depth) || !Equal(state.GetProperty("bids"), bids, depth))
        {
            var message = await socket.ReadAsync();
            if (IsBook(message)) Apply(message.GetProperty("data")[0], asks, bids, depth);
        }
    }

    [Fact]
    public async Task PublicChannels_SubscribedTwiceAndLeft_AreAnswered()
    {
        await using var exchange = await KrakenUnderTest.StartAsync(options => options with { Speed = 10 });
        await using var socket = await exchange.SocketAsync();
        Assert.Equal("online", (await socket.ReadAsync()).GetProperty("data")[0].GetProperty("system").GetString());
        await socket.SendAsync("""{"method":"ping","req_id":1}""");
        Assert.Equal("pong", (await socket.ReadAsync()).GetProperty("method").GetString());
        foreach (var channel in (string[])["\"trade\"", "\"ticker\"", "\"ticker\",\"event_trigger\":\"bbo\"", "\"ohlc\",\"interval\":5"])
            await socket.SendAsync($$$"""{"method":"subscribe","params":{"channel":{{{channel}}},"symbol":["BTC/USD","LTC/USDT"]},"req_id":9}""");
        await socket.SendAsync("""{"method":"subscribe","params":{"channel":"instrument"}}""");
        HashSet<string> seen = ["status update"];
        async Task NoteAsync()
        {
            var message = await socket.ReadAsync();
            if (message.TryGetProperty("channel", out var channel) && message.TryGetProperty("type", out var type)) seen.Add($"{channel} {type}");
        }
        foreach (var kind in (string[])["trade snapshot", "trade update", "ticker snapshot", "ticker update", "ohlc snapshot", "ohlc update", "instrument snapshot", "status update"])
            while (!seen.Contains(kind)) await NoteAsync();
        await socket.SendAsync("""{"method":"subscribe","params":{"channel":"trade","symbol":["BTC/USD"]},"req_id":10}""");
        Assert.Equal("Already subscribed", (await AnswerAsync(socket, 10)).GetProperty("error").GetString());
        await socket.SendAsync("""{"method":"subscribe","params":{"channel":"trade","symbol":["NO/PE"]},"req_id":11}""");
        Assert.Equal("Currency pair not supported NO/PE", (await AnswerAsync(socket, 11)).GetProperty("error").GetString());
        await socket.SendAsync("""{"method":"unsubscribe","params":{"channel":"trade","symbol":["BTC/USD"]},"req_id":12}""");
        Assert.True((await AnswerAsync(socket, 12)).GetProperty("success").GetBoolean());
        await socket.SendAsync("not json");
        await socket.SendAsync("""{"method":"dance","req_id":13}""");
        Assert.False((await AnswerAsync(socket, 13)).GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task Orders_ThroughTheSocket_AreToldWithFillsAndBalances()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        await using var socket = await exchange.SocketAsync();
        _ = await socket.ReadAsync();
        var token = await exchange.TokenAsync();
        await socket.SendAsync("""{"method":"subscribe","params":{"channel":"executions","token":"wrong"},"req_id":1}""");
        Assert.Equal("ESession:Invalid session", (await AnswerAsync(socket, 1)).GetProperty("error").GetString());
        await socket.SendAsync($$$"""{"method":"subscribe","params":{"channel":"executions","token":"{{{token}}}","snap_trades":true},"req_id":2}""");
        Assert.True((await socket.ReadAsync()).GetProperty("success").GetBoolean());
        Assert.Equal("snapshot", (await socket.ReadAsync()).GetProperty("type").GetString());
        await socket.SendAsync($$$"""{"method":"subscribe","params":{"channel":"balances","token":"{{{token}}}"},"req_id":3}""");
        Assert.True((await AnswerAsync(socket, 3)).GetProperty("success").GetBoolean());

        await socket.SendAsync($$$"""{"method":"add_order","params":{"order_type":"limit","side":"buy","order_qty":0.01,"symbol":"BTC/USD","limit_price":50000.0,"cl_ord_id":"mine","token":"{{{token}}}"},"req_id":4}""");
        var (placed, events) = await ReadUntilAnswerAsync(socket, 4);
        Assert.Equal([("pending_new", "pending_new"), ("new", "new")], events);
        var id = placed.GetProperty("result").GetProperty("order_id").GetString();
        await socket.SendAsync($$$"""{"method":"amend_order","params":{"cl_ord_id":"mine","order_qty":0.02,"limit_price":50001,"token":"{{{token}}}"},"req_id":5}""");
        (_, events) = await ReadUntilAnswerAsync(socket, 5);
        Assert.Equal([("amended", "new")], events);
        await socket.SendAsync($$$"""{"method":"cancel_order","params":{"order_id":["{{{id}}}"],"token":"{{{token}}}"},"req_id":6}""");
        (_, events) = await ReadUntilAnswerAsync(socket, 6);
        Assert.Equal([("canceled", "canceled")], events);

        await socket.SendAsync($$$"""{"method":"add_order","params":{"order_type":"market","side":"sell","order_qty":0.5,"symbol":"BTC/USD","token":"{{{token}}}"},"req_id":7}""");
        var (filled, fees, usd) = (0m, 0m, 0m);
        for (var message = await socket.ReadAsync(); !IsAnswer(message, 7); message = await socket.ReadAsync())
        {
            if (!message.TryGetProperty("data", out var data) || !message.TryGetProperty("sequence", out _)) continue;
            if (data[0].TryGetProperty("last_qty", out var quantity)) filled += quantity.GetDecimal();
            if (data[0].TryGetProperty("fees", out var fee)) fees += fee[0].GetProperty("qty").GetDecimal();
            if (data[0].TryGetProperty("asset", out var asset) && asset.GetString() == "USD") usd = data[0].GetProperty("balance").GetDecimal();
        }
        var ledger = await exchange.GetAsync("/control/ledger");
        Assert.Equal(0.5m, filled);
        Assert.Equal(ledger.GetProperty("fills").EnumerateArray().Sum(fill => fill.GetProperty("fee").GetDecimal()), fees);
        Assert.Equal(ledger.GetProperty("accounts")[0].GetProperty("balances").GetProperty("USD").GetProperty("free").GetDecimal(), usd);
    }

    [Fact]
    public async Task Batches_AndTheSwitch_ThroughTheSocket()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        await using var socket = await exchange.SocketAsync();
        var token = await exchange.TokenAsync();
        await socket.SendAsync($$$"""{"method":"batch_add","params":{"symbol":"BTC/USD","orders":[{"order_type":"limit","side":"buy","order_qty":0.01,"limit_price":50000,"order_userref":1},{"order_type":"stop-loss","side":"sell","order_qty":0.01,"triggers":{"reference":"last","price":-2.0,"price_type":"pct"},"order_userref":1},{"order_type":"limit","side":"buy","order_qty":30,"limit_price":50000}],"token":"{{{token}}}"},"req_id":1}""");
        var orders = (await AnswerAsync(socket, 1)).GetProperty("result").EnumerateArray().ToList();
        Assert.Equal("EOrder:Insufficient funds", orders[2].GetProperty("error").GetString());
        await socket.SendAsync($$$"""{"method":"edit_order","params":{"order_id":"{{{orders[0].GetProperty("order_id").GetString()}}}","symbol":"BTC/USD","limit_price":49000,"token":"{{{token}}}"},"req_id":2}""");
        Assert.Equal(orders[0].GetProperty("order_id").GetString(), (await AnswerAsync(socket, 2)).GetProperty("result").GetProperty("original_order_id").GetString());
        await socket.SendAsync($$$"""{"method":"batch_cancel","params":{"orders":["{{{orders[1].GetProperty("order_id").GetString()}}}","OAAAAA-BBBBB-CCCCCC"],"token":"{{{token}}}"},"req_id":3}""");
        Assert.Equal(1, (await AnswerAsync(socket, 3)).GetProperty("result").GetProperty("count").GetInt32());
        await socket.SendAsync($$$"""{"method":"cancel_all_orders_after","params":{"timeout":60,"token":"{{{token}}}"},"req_id":4}""");
        Assert.True((await AnswerAsync(socket, 4)).GetProperty("success").GetBoolean());
        await socket.SendAsync($$$"""{"method":"cancel_all","params":{"token":"{{{token}}}"},"req_id":5}""");
        Assert.Equal(1, (await AnswerAsync(socket, 5)).GetProperty("result").GetProperty("count").GetInt32());
    }

    private static bool IsAnswer(JsonElement message, int id) => message.TryGetProperty("req_id", out var given) && given.GetInt32() == id;

    private static async Task<JsonElement> AnswerAsync(TestSocket socket, int id) => (await ReadUntilAnswerAsync(socket, id)).Answer;

    /// <summary>The answer, and what the executions told before it.</summary>
    private static async Task<(JsonElement Answer, List<(string?, string?)> Events)> ReadUntilAnswerAsync(TestSocket socket, int id)
    {
        var events = new List<(string?, string?)>();
        while (true)
        {
            var message = await socket.ReadAsync();
            if (IsAnswer(message, id)) return (message, events);
            if (message.TryGetProperty("channel", out var channel) && channel.GetString() == "executions" && message.GetProperty("type").GetString() == "update")
                events.AddRange(message.GetProperty("data").EnumerateArray().Select(item => (item.GetProperty("exec_type").GetString(), item.GetProperty("order_status").GetString())));
        }
    }

    private static bool IsBook(JsonElement message) => message.TryGetProperty("channel", out var channel) && channel.GetString() == "book";

    private static void Apply(JsonElement data, SortedDictionary<decimal, string> asks, SortedDictionary<decimal, string> bids, int depth)
    {
        foreach (var (name, side) in ((string, SortedDictionary<decimal, string>)[])[("asks", asks), ("bids", bids)])
        {
            foreach (var level in data.GetProperty(name).EnumerateArray())
            {
                if (level.GetProperty("qty").GetDecimal() == 0) side.Remove(level.GetProperty("price").GetDecimal());
                else side[level.GetProperty("price").GetDecimal()] = level.GetProperty("qty").GetRawText();
            }
            while (side.Count > depth) side.Remove(side.Keys.Last());
        }
        static IEnumerable<(string, string)> Texts(SortedDictionary<decimal, string> side) => side.Select(level => (level.Key.ToString("0.0", CultureInfo.InvariantCulture), level.Value));
        Assert.Equal(data.GetProperty("checksum").GetUInt32(), BookChecksum.Of(Texts(asks), Texts(bids)));
    }

    private static bool Equal(JsonElement levels, SortedDictionary<decimal, string> side, int depth) =>
        levels.EnumerateArray().Take(depth).Select(level => (level[0].GetDecimal(), level[1].GetDecimal()))
            .SequenceEqual(side.Select(level => (level.Key, decimal.Parse(level.Value, CultureInfo.InvariantCulture))));
}
