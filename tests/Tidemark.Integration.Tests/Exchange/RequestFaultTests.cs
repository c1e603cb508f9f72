using System.Globalization;
using System.Net;
using System.Text.Json;
using Tidemark.Exchange.Faults;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>What goes wrong with requests, over real sockets.</summary>
public sealed class RequestFaultTests
{
    private const string Path = "/api/v3/order";
    private const string Limit = "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=40";

    [Theory]
    [InlineData("""[{"kind":"losseMessage"}]""", "'losseMessage'; the nearest are 'loseMessage'")]
    [InlineData("""[{"kind":"loseMessage","stream":["a"]}]""", "'stream'; the nearest are 'streams'")]
    [InlineData("""[{"kind":"ban"},{"kind":"maintenance","paths":["/a"]}]""", "fault 2 (maintenance): there is no 'paths'")]
    [InlineData("""{"seeds":7,"faults":[]}""", "'seeds'")]
    [InlineData("""[{"kind":"ban","probability":0}]""", "above 0 and at most 1")]
    [InlineData("""[{"kind":"ban","occasions":["9-3"]}]""", "such as")]
    [InlineData("""[{"kind":"clockSkew","milliseconds":"2"}]""", "whole number")]
    [InlineData("[{", "not JSON")]
    public async Task Plan_ThatIsNotOne_IsRefusedByNameAndNothingChanges(string plan, string expected)
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'ban','paths':['/nowhere']}");
        Assert.Contains(expected, await exchange.PostRawAsync(plan, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Equal("ban", (await exchange.Inner.GetAsync("/control/faults")).GetProperty("plan").GetProperty("faults")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Example_OfTheDocumentation_HasEveryKindAndRuns()
    {
        await using var exchange = await FaultyExchange.StartAsync();
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Tidemark.slnx"))) folder = folder.Parent!;
        var text = await File.ReadAllTextAsync(System.IO.Path.Combine(folder.FullName, "docs", "examples", "faults.json"));
        await exchange.PostRawAsync(text, HttpStatusCode.OK);
        using var example = JsonDocument.Parse(text);
        var kinds = example.RootElement.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("kind").GetString()!).Distinct();
        Assert.Equal(FaultFields.Kinds.Keys.Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task RequestLatency_DelaysWhatIsDone_AnswerLatencyOnlyTheAnswer()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'requestLatency','paths':['POST /api/v3/order'],'milliseconds':3000},{'kind':'answerLatency','paths':['DELETE *'],'milliseconds':3000}");
        var placing = exchange.OrderAsync(Limit + "&newClientOrderId=slow");
        await exchange.StruckAsync("requestLatency");
        Assert.Empty(await exchange.LedgerAsync("orders"));
        await exchange.AdvanceAsync(3_100);
        Assert.Equal("NEW", (await placing).GetProperty("status").GetString());
        var canceling = exchange.SignedOkAsync(HttpMethod.Delete, Path, "symbol=LTCUSDT&origClientOrderId=slow");
        await exchange.StruckAsync("answerLatency");
        while ((await exchange.LedgerAsync("orders"))[0].GetProperty("state").GetString() != "canceled") await Task.Yield();
        Assert.False(canceling.IsCompleted);
        await exchange.AdvanceAsync(3_100);
        Assert.Equal("CANCELED", (await canceling).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("loseRequest", true, 0)]
    [InlineData("loseRequest", false, 0)]
    [InlineData("loseAnswer", true, 1)]
    [InlineData("loseAnswer", false, 1)]
    public async Task LostRequestOrAnswer_EndsWithoutAWord_AndTheLedgerKnowsWhich(string kind, bool isCut, int orders)
    {
        await using var exchange = await FaultyExchange.StartAsync($"{{'kind':'{kind}','paths':['{Path}'],'isCut':{(isCut ? "true" : "false")},'milliseconds':20000,'occasions':[1]}}");
        var placing = exchange.OrderAsync(Limit);
        await exchange.StruckAsync(kind);
        while ((await exchange.LedgerAsync("orders")).Length < orders) await Task.Yield();
        if (!isCut) Assert.False(placing.IsCompleted);
        if (!isCut) await exchange.AdvanceAsync(20_100);
        await Assert.ThrowsAsync<HttpRequestException>(() => placing);
        Assert.Equal(orders, (await exchange.LedgerAsync("orders")).Length);
        await exchange.OrderAsync(Limit + "&newClientOrderId=again");
        Assert.Equal(orders + 1, (await exchange.LedgerAsync("orders")).Length);
    }

    [Theory]
    [InlineData(503, false, -1000)]
    [InlineData(504, true, -1007)]
    [InlineData(500, true, -1000)]
    public async Task ServerError_HasTheVenuesWords_AndMayHaveBeenCarriedOut(int status, bool isCarriedOut, int code)
    {
        await using var exchange = await FaultyExchange.StartAsync($"{{'kind':'serverError','paths':['POST {Path}'],'status':{status},'isCarriedOut':{(isCarriedOut ? "true" : "false")}}}");
        var (given, body, _) = await exchange.SignedAsync(HttpMethod.Post, Path, Limit);
        Assert.Equal((status, code), ((int)given, body.GetProperty("code").GetInt32()));
        Assert.Equal(isCarriedOut ? 1 : 0, (await exchange.LedgerAsync("orders")).Length);
    }

    [Fact]
    public async Task Gateway_InFrontOfTheVenue_AnswersInHtml()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'serverError','status':502}");
        using var response = await exchange.Inner.Client.GetAsync(new Uri("/api/v3/time", UriKind.Relative));
        Assert.Equal((HttpStatusCode.BadGateway, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Outage_OfPathsAndSymbols_LeavesTheRest()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'outage','paths':['/api/v3/klines']},{'kind':'outage','symbols':['LTCUSDT']}");
        foreach (var path in (string[])["/api/v3/klines?symbol=BTCUSDT&interval=1m", "/api/v3/depth?symbol=LTCUSDT", "/api/v3/ticker/price?symbols=%5B%22BTCUSDT%22,%22LTCUSDT%22%5D"])
        {
            var (status, body, _) = await exchange.Inner.SendAsync(HttpMethod.Get, path);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, -1001), (status, body.GetProperty("code").GetInt32()));
        }
        await exchange.Inner.GetAsync("/api/v3/depth?symbol=BTCUSDT");
        await exchange.Inner.GetAsync("/api/v3/time");
        // A symbol in the body counts as well.
        var time = await exchange.AdvanceAsync(0);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await exchange.Inner.SignedAsync(HttpMethod.Post, Path, string.Create(CultureInfo.InvariantCulture, $"{Limit}&timestamp={time}"), isForm: true)).Status);
    }

    [Fact]
    public async Task RateLimitAndBan_LastAsLongAsPlanned_WithRetryAfter()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'rateLimit','durationMilliseconds':5000,'retryAfterSeconds':5},{'kind':'ban','startMilliseconds':5000,'durationMilliseconds':5000,'retryAfterSeconds':7}");
        foreach (var (expected, seconds) in new[] { (429, 5), (418, 7) })
        {
            var (status, body, response) = await exchange.Inner.SendAsync(HttpMethod.Get, "/api/v3/time");
            Assert.Equal((expected, -1003), ((int)status, body.GetProperty("code").GetInt32()));
            Assert.Equal(TimeSpan.FromSeconds(seconds), response.Headers.RetryAfter!.Delta);
            await exchange.AdvanceAsync(5_000);
        }
        await exchange.Inner.GetAsync("/api/v3/time");
    }

    [Fact]
    public async Task Probability_OfAHalf_StrikesTheSameRequestsAgain()
    {
        const string Plan = "{'kind':'serverError','probability':0.5,'seed':11}";
        var first = await OutcomesAsync(Plan);
        Assert.Contains(200, first);
        Assert.Contains(503, first);
        Assert.Equal(first, await OutcomesAsync(Plan));
        Assert.NotEqual(first, await OutcomesAsync(Plan.Replace("11", "12", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Maintenance_ClosesEverythingAndTheStatusSaysSo_UntilItEnds()
    {
        await using var exchange = await FaultyExchange.StartAsync();
        await using var stream = await SocketUnderTest.OpenAsync(exchange.Inner, "ws/btcusdt@trade");
        await exchange.PostAsync("{'kind':'maintenance','startMilliseconds':1000,'durationMilliseconds':60000}");
        await exchange.Inner.GetAsync("/api/v3/time");
        await exchange.AdvanceAsync(1_100);
        while (await stream.TryReadAsync() is not null) continue;
        var (status, body, response) = await exchange.Inner.SendAsync(HttpMethod.Get, "/api/v3/time");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, -1016), (status, body.GetProperty("code").GetInt32()));
        Assert.Equal(TimeSpan.FromSeconds(60), response.Headers.RetryAfter!.Delta);
        Assert.Equal(1, (await exchange.Inner.GetAsync("/sapi/v1/system/status")).GetProperty("status").GetInt32());
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => SocketUnderTest.OpenAsync(exchange.Inner, "ws/btcusdt@trade"));
        await exchange.AdvanceAsync(60_000);
        Assert.Equal(0, (await exchange.Inner.GetAsync("/sapi/v1/system/status")).GetProperty("status").GetInt32());
        await using var again = await SocketUnderTest.OpenAsync(exchange.Inner, "ws/btcusdt@trade");
    }

    [Fact]
    public async Task ClockSkew_TellsAnotherTimeAndRefusesTheRightOne_UntilItEnds()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'clockSkew','milliseconds':30000,'startMilliseconds':1000,'durationMilliseconds':1000}");
        var right = await exchange.AdvanceAsync(0);
        var told = await exchange.AdvanceAsync(1_100);
        Assert.Equal(right + 31_100, told);
        Assert.Equal(told, (await exchange.Inner.GetAsync("/api/v3/time")).GetProperty("serverTime").GetInt64());
        var (_, refused, _) = await exchange.Inner.SignedAsync(HttpMethod.Get, "/api/v3/account", string.Create(CultureInfo.InvariantCulture, $"timestamp={right + 1_100}"));
        Assert.Equal(-1021, refused.GetProperty("code").GetInt32());
        await exchange.SignedOkAsync(HttpMethod.Get, "/api/v3/account", "omitZeroBalances=true");
        Assert.Equal(right + 2_200, await exchange.AdvanceAsync(1_100));
    }

    [Fact]
    public async Task SocketApi_RequestsAreSpoiledAsWell()
    {
        await using var exchange = await FaultyExchange.StartAsync("{'kind':'serverError','paths':['time'],'occasions':[1]},{'kind':'loseAnswer','paths':['time'],'occasions':[2]},{'kind':'answerLatency','paths':['ping'],'milliseconds':2000}");
        await using var api = await SocketUnderTest.OpenAsync(exchange.Inner, "ws-api/v3");
        await api.SendAsync("""{"id":"a","method":"time"}""");
        var refused = await api.ReadAsync();
        Assert.Equal((503, "a"), (refused.GetProperty("status").GetInt32(), refused.GetProperty("id").GetString()));
        await api.SendAsync("""{"id":"b","method":"time"}""");
        await api.SendAsync("""{"id":"c","method":"time"}""");
        Assert.Equal("c", (await api.ReadAsync()).GetProperty("id").GetString());
        await api.SendAsync("""{"id":"d","method":"ping"}""");
        await exchange.StruckAsync("answerLatency");
        var reading = api.ReadAsync();
        Assert.False(reading.IsCompleted);
        while (!reading.IsCompleted) await exchange.AdvanceAsync(1_000);
        Assert.Equal("d", (await reading).GetProperty("id").GetString());
    }

    private static async Task<int[]> OutcomesAsync(string plan)
    {
        await using var exchange = await FaultyExchange.StartAsync(plan);
        var outcomes = new int[24];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = (int)(await exchange.Inner.SendAsync(HttpMethod.Get, "/api/v3/time")).Status;
        return outcomes;
    }
}
