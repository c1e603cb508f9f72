using System.Text.Json;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>What goes wrong with streams, over real sockets: the clock moves by single steps, so every run has the same messages.</summary>
public sealed class MessageFaultTests
{
    private const string Depth = "btcusdt@depth@100ms";

    [Fact]
    public async Task StallStream_SilencesOneStreamWhileTheSocketLives_AndThenTheNextMessageIsLate()
    {
        await using var exchange = await FaultyExchange.StartAsync();
        await using var stream = await OpenAsync(exchange);
        await exchange.PostAsync($"{{'kind':'stallStream','streams':['{Depth}'],'startMilliseconds':500,'durationMilliseconds':1000}}");
        await exchange.PassAsync(20);
        var messages = await ReadToMarkAsync(stream);
        Assert.Equal(20, messages.Count(message => StreamOf(message) == "ltcusdt@depth5@100ms"));
        var updates = UpdatesOf(messages);
        Assert.Equal(10, updates.Length);
        Assert.Equal(1, updates.Zip(updates.Skip(1)).Count(pair => pair.Second.First != pair.First.Last + 1));
    }

    [Theory]
    [InlineData("loseMessage", "'occasions':[3,6]", new[] { 0, 1, 3, 4, 6, 7, 8, 9 })]
    [InlineData("duplicateMessage", "'occasions':['2-3']", new[] { 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData("reorderMessage", "'occasions':[4],'count':2", new[] { 0, 1, 2, 4, 5, 3, 6, 7, 8, 9 })]
    [InlineData("sequenceGap", "'occasions':[4],'count':3", new[] { 0, 1, 2, 6, 7, 8, 9 })]
    [InlineData("outage", "'symbols':['BTCUSDT'],'occasions':[1]", new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public async Task Messages_OfAnyNumber_AreSpoiledAsPlanned(string kind, string rest, int[] expected)
    {
        long[] plain;
        await using (var untouched = await FaultyExchange.StartAsync())
        {
            await using var whole = await OpenAsync(untouched);
            await untouched.PassAsync(10);
            plain = [.. UpdatesOf(await ReadToMarkAsync(whole)).Select(update => update.Last)];
        }
        Assert.Equal(10, plain.Length);
        await using var exchange = await FaultyExchange.StartAsync($"{{'kind':'{kind}','streams':['{(kind == "outage" ? "*" : Depth)}'],{rest}}}");
        await using var stream = await OpenAsync(exchange);
        await exchange.PassAsync(10);
        var spoiled = UpdatesOf(await ReadToMarkAsync(stream)).Select(update => Array.IndexOf(plain, update.Last));
        Assert.Equal(expected, spoiled);
    }

    [Fact]
    public async Task MessageLatency_KeepsTheOrderAndLosesNothing()
    {
        await using var exchange = await FaultyExchange.StartAsync($"{{'kind':'messageLatency','streams':['{Depth}'],'milliseconds':1000,'jitterMilliseconds':2000,'occasions':['1-5']}}");
        await using var stream = await OpenAsync(exchange);
        await exchange.PassAsync(5);
        Assert.Empty(UpdatesOf(await ReadToMarkAsync(stream)));
        await exchange.PassAsync(30);
        var updates = UpdatesOf(await ReadToMarkAsync(stream));
        Assert.Equal(35, updates.Length);
        Assert.All(updates.Zip(updates.Skip(1)), pair => Assert.Equal(pair.First.Last + 1, pair.Second.First));
    }

    [Fact]
    public async Task ReorderMessage_ThatNothingFollows_ComesAllTheSame()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'reorderMessage','streams':['userData']}");
        var key = (await exchange.Inner.SendAsync(HttpMethod.Post, "/api/v3/userDataStream")).Body.GetProperty("listenKey").GetString();
        await using var user = await SocketUnderTest.OpenAsync(exchange.Inner, "ws/" + key);
        await exchange.OrderAsync("symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=40");
        await exchange.AdvanceAsync(1_100);
        HashSet<string?> kinds = [(await user.ReadAsync()).GetProperty("e").GetString(), (await user.ReadAsync()).GetProperty("e").GetString()];
        Assert.Equal(["executionReport", "outboundAccountPosition"], kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DropConnection_CutsWhoHeardTheStream_AgainAndAgain()
    {
        await using var exchange = await FaultyExchange.StartAsync();
        await using var other = await SocketUnderTest.OpenAsync(exchange.Inner, "ws/ltcusdt@depth5@100ms");
        await exchange.PostAsync($"{{'kind':'dropConnection','streams':['{Depth}'],'startMilliseconds':1000,'everyMilliseconds':1000,'durationMilliseconds':1500}}");
        for (var round = 0; round < 2; round++)
        {
            await using var stream = await OpenAsync(exchange);
            await exchange.PassAsync(11);
            while (await stream.TryReadAsync() is not null) continue;
        }
        await using var last = await OpenAsync(exchange);
        await exchange.PassAsync(10);
        Assert.Equal(10, UpdatesOf(await ReadToMarkAsync(last)).Length);
        await ReadToMarkAsync(other);
        Assert.Equal(2, (await exchange.DoneAsync()).GetProperty("faults").GetArrayLength());
    }

    [Fact]
    public async Task Log_PostedAsAPlan_DoesTheSameOnTheSameTraffic()
    {
        const string Plan = """
            {"seed": 5, "faults": [
              {"kind": "loseMessage", "probability": 0.2}, {"kind": "duplicateMessage", "probability": 0.2, "startMilliseconds": 500},
              {"kind": "reorderMessage", "probability": 0.2}, {"kind": "sequenceGap", "probability": 0.05, "count": 2},
              {"kind": "messageLatency", "probability": 0.3, "milliseconds": 150, "jitterMilliseconds": 400},
              {"kind": "serverError", "probability": 0.3, "paths": ["/api/*"]}, {"kind": "clockSkew", "startMilliseconds": 1000, "milliseconds": -500},
              {"kind": "partialFill", "probability": 0.5, "count": 3}]}
            """;
        var (seen, done) = await PlayAsync(Plan);
        var (again, doneAgain) = await PlayAsync(Plan);
        Assert.Equal(seen, again);
        Assert.Equal(done, doneAgain);
        var (replayed, doneReplayed) = await PlayAsync(done);
        Assert.Equal(seen, replayed);
        Assert.Equal(done, doneReplayed);
        Assert.NotEqual(seen, (await PlayAsync(Plan.Replace("\"seed\": 5", "\"seed\": 6", StringComparison.Ordinal))).Seen);
    }

    /// <summary>Traffic that does not depend on when it is, so that it is the same each time: numbers of updates, states of answers, quantities of fills.</summary>
    private static async Task<(string Seen, string Done)> PlayAsync(string plan)
    {
        await using var exchange = await FaultyExchange.StartAsync();
        await using var stream = await OpenAsync(exchange);
        await exchange.PostRawAsync(plan, System.Net.HttpStatusCode.OK);
        var seen = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            await exchange.PassAsync(1);
            if (i % 3 > 0) continue;
            var (status, _, _) = await exchange.SignedAsync(HttpMethod.Post, "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.003");
            seen.Add(status.ToString());
        }
        await exchange.PostRawAsync(await LogAsync(exchange), System.Net.HttpStatusCode.OK);
        var done = await LogAsync(exchange, "plan");
        seen.AddRange((await exchange.LedgerAsync("fills")).Select(fill => fill.GetProperty("quantity").ToString()));
        seen.AddRange((await ReadToMarkAsync(stream)).Select(message => $"{StreamOf(message)} {(StreamOf(message) == Depth ? message.GetProperty("data").GetProperty("u").ToString() : "")}"));
        return (string.Join('\n', seen), done);
    }

    private static async Task<string> LogAsync(FaultyExchange exchange, string what = "done") => (await exchange.Inner.GetAsync("/control/faults")).GetProperty(what).GetRawText();

    private static Task<SocketUnderTest> OpenAsync(FaultyExchange exchange) => SocketUnderTest.OpenAsync(exchange.Inner, $"stream?streams={Depth}/ltcusdt@depth5@100ms");

    /// <summary>Everything that has been said until now: the answer to a question ends it.</summary>
    private static async Task<List<JsonElement>> ReadToMarkAsync(SocketUnderTest stream)
    {
        await stream.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":"mark"}""");
        List<JsonElement> messages = [];
        while (true)
        {
            var message = await stream.ReadAsync();
            if (message.TryGetProperty("id", out var id) && id.GetString() == "mark") return messages;
            messages.Add(message);
        }
    }

    private static string? StreamOf(JsonElement message) => message.GetProperty("stream").GetString();

    private static (long First, long Last)[] UpdatesOf(IEnumerable<JsonElement> messages) =>
        [.. messages.Where(message => StreamOf(message) == Depth).Select(message => (message.GetProperty("data").GetProperty("U").GetInt64(), message.GetProperty("data").GetProperty("u").GetInt64()))];
}
