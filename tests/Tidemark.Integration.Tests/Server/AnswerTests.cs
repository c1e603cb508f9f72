using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tidemark.Engine.Events;
using Tidemark.Node.Sessions;

namespace Tidemark.Integration.Tests.Server;

public sealed class AnswerTests
{
    private static readonly string[] Resources = ["status", "portfolio", "orders", "fills", "equity", "bars"];

    [Fact]
    public async Task EveryResource_SaysWhenWhoseAndThatItIsSimulated()
    {
        await using var server = await ServerUnderTest.StartAsync();
        foreach (var resource in Resources)
        {
            var answer = await server.GetJsonAsync($"/api/v1/{resource}");
            Assert.Equal("2024-03-01T02:00:00Z", answer.GetProperty("asOf").GetString());
            Assert.True(answer.GetProperty("simulated").GetBoolean());
            Assert.Equal("0123456789abcdef0123456789abcdef", answer.GetProperty("sessionId").GetString());
            Assert.Equal(7, answer.GetProperty("snapshotVersion").GetInt64());
        }
    }

    [Fact]
    public async Task Health_OfARunningSession_IsOkAndOpen()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var health = await server.Anonymous.GetFromJsonAsync<JsonElement>("/health");
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal("running", health.GetProperty("sessionStatus").GetString());
        Assert.True(health.GetProperty("simulated").GetBoolean());
        Assert.Matches(@"^\d+\.\d+\.\d+$", health.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Health_OfAFailedSession_Is503AndDoesNotTellWhy()
    {
        await using var server = await ServerUnderTest.StartAsync(Snapshots.Trading() with { Status = SessionStatus.Failed, Problem = "disk full at /home/someone" });
        using var answer = await server.Anonymous.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"failed\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("disk", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_HasTheFiguresOfTheSnapshot()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var status = await server.GetJsonAsync("/api/v1/status");
        Assert.Equal("running", status.GetProperty("status").GetString());
        Assert.Equal(101_234.5, status.GetProperty("equity").GetDouble());
        Assert.Equal(1_234.5, status.GetProperty("pnl").GetDouble());
        Assert.Equal(0.012345, status.GetProperty("pnlFraction").GetDouble(), 12);
        Assert.Equal(90.5m, status.GetProperty("fees").GetDecimal());
        Assert.Equal(1, status.GetProperty("workingOrderCount").GetInt32());
        Assert.Equal(3, status.GetProperty("fillCount").GetInt64());
        Assert.Equal("fast", status.GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.Equal("1m", status.GetProperty("instruments")[0].GetProperty("interval").GetString());
        Assert.Equal("BTC/USDT@synthetic", status.GetProperty("instruments")[0].GetProperty("instrument").GetString());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("problem").ValueKind);
    }

    [Fact]
    public async Task Portfolio_HasBalancesAndPositions()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var portfolio = await server.GetJsonAsync("/api/v1/portfolio");
        Assert.Equal(70_000.25m, portfolio.GetProperty("balances")[1].GetProperty("balance").GetDecimal());
        var position = portfolio.GetProperty("positions")[0];
        Assert.Equal("long", position.GetProperty("side").GetString());
        Assert.Equal(0.5m, position.GetProperty("quantity").GetDecimal());
        Assert.Equal(1_234.25, position.GetProperty("unrealizedPnl").GetDouble());
    }

    [Fact]
    public async Task UnknownNumbers_AreNull()
    {
        var fresh = Snapshots.Fresh() with { Equity = double.NaN, Instruments = [new(Snapshots.Bitcoin, Interval.Minutes(1), double.NaN, null)], Equities = [new(Snapshots.Start, double.NaN)], Bars = [] };
        await using var server = await ServerUnderTest.StartAsync(fresh);
        var status = await server.GetJsonAsync("/api/v1/status");
        Assert.Equal(JsonValueKind.Null, status.GetProperty("equity").ValueKind);
        Assert.Equal(JsonValueKind.Null, status.GetProperty("pnlFraction").ValueKind);
        Assert.Equal(JsonValueKind.Null, status.GetProperty("instruments")[0].GetProperty("lastPrice").ValueKind);
        var equity = await server.GetJsonAsync("/api/v1/equity");
        Assert.Equal(JsonValueKind.Null, equity.GetProperty("points")[0].GetProperty("equity").ValueKind);
        Assert.Equal(0, (await server.GetJsonAsync("/api/v1/bars")).GetProperty("bars").GetArrayLength());
    }

    [Theory]
    [InlineData("", "4 3 2 1")]
    [InlineData("?status=working", "4")]
    [InlineData("?status=closed", "3 2 1")]
    [InlineData("?status=closed&limit=1", "3")]
    [InlineData("?since=2024-03-01T01:00:00Z", "4 3 2")]
    public async Task Orders_AreFilteredAsAsked(string query, string expected)
    {
        await using var server = await ServerUnderTest.StartAsync();
        var orders = (await server.GetJsonAsync($"/api/v1/orders{query}")).GetProperty("orders");
        Assert.Equal(expected, string.Join(' ', orders.EnumerateArray().Select(o => o.GetProperty("orderId").GetInt32())));
    }

    [Fact]
    public async Task Orders_HaveWordsForStateAndReason()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var denied = (await server.GetJsonAsync("/api/v1/orders")).GetProperty("orders")[2];
        Assert.Equal("denied", denied.GetProperty("status").GetString());
        Assert.Equal("insufficientFunds", denied.GetProperty("reason").GetString());
        Assert.Equal("buy", denied.GetProperty("side").GetString());
        Assert.Equal("market", denied.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, denied.GetProperty("averagePrice").ValueKind);
    }

    [Fact]
    public async Task Fills_SinceATime_AreThoseThenOrLater()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var answer = await server.GetJsonAsync("/api/v1/fills?since=2024-03-01T01:01:00Z");
        Assert.Equal(2, answer.GetProperty("fills").GetArrayLength());
        Assert.Equal(3, answer.GetProperty("totalCount").GetInt64());
        Assert.Equal("2024-03-01T01:31:00Z", answer.GetProperty("fills")[0].GetProperty("time").GetString());
    }

    [Fact]
    public async Task EquityAndBars_WithALimit_AreTheLastOnesOldestFirst()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var points = (await server.GetJsonAsync("/api/v1/equity?limit=2")).GetProperty("points");
        Assert.Equal(["2024-03-01T01:59:00Z", "2024-03-01T02:00:00Z"], points.EnumerateArray().Select(p => p.GetProperty("time").GetString()));
        var bars = await server.GetJsonAsync("/api/v1/bars?limit=3");
        Assert.Equal(3, bars.GetProperty("bars").GetArrayLength());
        Assert.Equal("2024-03-01T01:59:00Z", bars.GetProperty("bars")[2].GetProperty("openTime").GetString());
        Assert.Equal("BTC/USDT@synthetic", bars.GetProperty("instrument").GetString());
    }

    [Theory]
    [InlineData("/api/v1/fills?limit=0", "limit", "from 1 to 500")]
    [InlineData("/api/v1/fills?limit=501", "limit", "from 1 to 500")]
    [InlineData("/api/v1/fills?limit=ten", "limit", "'ten'")]
    [InlineData("/api/v1/fills?limit=", "limit", "from 1 to 500")]
    [InlineData("/api/v1/fills?limit=1&limit=2", "limit", "2 times")]
    [InlineData("/api/v1/fills?since=yesterday", "since", "'yesterday'")]
    [InlineData("/api/v1/fills?sinse=2024-03-01", "sinse", "did you mean 'since'")]
    [InlineData("/api/v1/orders?status=close", "status", "did you mean 'closed'")]
    [InlineData("/api/v1/status?limit=1", "limit", "no parameter 'limit'")]
    public async Task Query_ThatCannotBeUsed_IsAProblemNamingTheParameter(string path, string parameter, string detail)
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await server.Client.GetAsync(path);
        var problem = await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.BadRequest, "badParameter");
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tag_OfAKnownState_SparesTheBodyUntilSomethingChanges()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var first = await server.Client.GetAsync("/api/v1/portfolio");
        using var second = await server.Client.SendAsync(With(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        server.Session.Show(s => s with { Equity = 1 });
        using var third = await server.Client.SendAsync(With(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);

        static HttpRequestMessage With(EntityTagHeaderValue tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/portfolio");
            request.Headers.IfNoneMatch.Add(tag);
            return request;
        }
    }

    [Theory]
    [InlineData("pause", EngineCommandKind.Pause)]
    [InlineData("resume", EngineCommandKind.Resume)]
    [InlineData("flatten", EngineCommandKind.Flatten)]
    public async Task Command_IsPassedToTheSessionWithItsReason(string command, EngineCommandKind expected)
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await server.Client.PostAsJsonAsync("/api/v1/commands", new { command, reason = "news\nat 14:30" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(command, body.GetProperty("command").GetString());
        Assert.True(body.GetProperty("simulated").GetBoolean());
        Assert.Equal((expected, "news at 14:30"), Assert.Single(server.Session.Asked));
        Assert.False(server.Server.StopRequested.IsCompleted);
    }

    [Fact]
    public async Task Stop_EndsTheWaitForShutdown()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var waiting = server.Server.WaitForShutdownAsync(CancellationToken.None);
        using var answer = await server.Client.PostAsJsonAsync("/api/v1/commands", new { command = "stop" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(server.Session.Asked);
    }

    [Fact]
    public async Task Command_AfterTheEnd_IsAConflict()
    {
        await using var server = await ServerUnderTest.StartAsync();
        server.Session.End(SessionStatus.Finished);
        using var answer = await server.Client.PostAsJsonAsync("/api/v1/commands", new { command = "pause" });
        await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.Conflict, "sessionEnded");
    }

    [Theory]
    [InlineData("""{"command":"paus"}""", "did you mean 'pause'", "command")]
    [InlineData("""{"command":0}""", "must be one of: pause, resume, flatten, stop.", "command")]
    [InlineData("""{"command":"pause","why":"x"}""", "no member 'why'", "why")]
    [InlineData("""{}""", "'command' is missing", "command")]
    [InlineData("""null""", "The body is a JSON null", null)]
    [InlineData("""{"command":""", "", null)]
    [InlineData("", "", null)]
    [InlineData("pause", "", null)]
    [InlineData("""["pause"]""", "The body is a JSON array", null)]
    [InlineData("""{"command":"pause","command":"stop"}""", "not JSON", null)]
    [InlineData("""{"command":"pause","reason":7}""", "must be text", "reason")]
    public async Task CommandBody_ThatCannotBeUsed_IsAProblem(string body, string detail, string? parameter)
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await server.Client.PostAsync("/api/v1/commands", new StringContent(body, Encoding.UTF8, "application/json"));
        var problem = await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.BadRequest, "badBody");
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Tidemark.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(parameter, problem.TryGetProperty("parameter", out var named) ? named.GetString() : null);
        Assert.Empty(server.Session.Asked);
    }

    [Fact]
    public async Task CommandBody_OfAnotherKindOrTooLong_IsRefused()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var form = await server.Client.PostAsync("/api/v1/commands", new FormUrlEncodedContent([new("command", "flatten")]));
        await ServerUnderTest.ProblemAsync(form, HttpStatusCode.UnsupportedMediaType, "notJson");
        using var reason = await server.Client.PostAsJsonAsync("/api/v1/commands", new { command = "flatten", reason = new string('x', 201) });
        await ServerUnderTest.ProblemAsync(reason, HttpStatusCode.BadRequest, "badBody");
        using var huge = await server.Client.PostAsJsonAsync("/api/v1/commands", new { command = "flatten", reason = new string('x', 100_000) });
        await ServerUnderTest.ProblemAsync(huge, HttpStatusCode.RequestEntityTooLarge, "badRequest");
        Assert.Empty(server.Session.Asked);
    }

    [Fact]
    public async Task WrongMethod_IsAProblemNamingTheRightOnes()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await server.Client.DeleteAsync("/api/v1/status");
        var problem = await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
        Assert.Contains("GET", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_AnswersAsGetWithoutABody()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/v1/status"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 500);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }
}
