using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Tidemark.Integration.Tests.Server;

public sealed class AccessTests
{
    private static readonly string[] OpenPaths = ["/health", "/docs", "/openapi/v1.json", "/login"];

    [Fact]
    public async Task EveryRoute_WithoutWithWrongAndWithRightToken_IsOpenOrClosedAsDocumented()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var document = await server.GetJsonAsync("/openapi/v1.json");
        using var mistaken = server.NewClient();
        mistaken.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "not-the-token-of-this-server");
        var closed = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var isOpen = OpenPaths.Contains(path.Name);
                Assert.Equal(isOpen, operation.Value.GetProperty("security").GetArrayLength() == 0);
                using var without = await server.Anonymous.SendAsync(Request(operation.Name, path.Name), HttpCompletionOption.ResponseHeadersRead);
                using var wrong = await mistaken.SendAsync(Request(operation.Name, path.Name), HttpCompletionOption.ResponseHeadersRead);
                using var right = await server.Client.SendAsync(Request(operation.Name, path.Name), HttpCompletionOption.ResponseHeadersRead);
                Assert.NotEqual(HttpStatusCode.Unauthorized, right.StatusCode);
                if (isOpen)
                {
                    Assert.NotEqual(HttpStatusCode.Unauthorized, without.StatusCode);
                    continue;
                }
                closed++;
                await ServerUnderTest.ProblemAsync(without, HttpStatusCode.Unauthorized, "tokenMissing");
                await ServerUnderTest.ProblemAsync(wrong, HttpStatusCode.Unauthorized, "wrongToken");
                Assert.Equal("Bearer", without.Headers.WwwAuthenticate.Single().Scheme);
                Assert.True(right.IsSuccessStatusCode || right.StatusCode is HttpStatusCode.UnsupportedMediaType or HttpStatusCode.NotFound, $"{path.Name}: {right.StatusCode}");
            }
        }
        Assert.True(closed >= 9, $"only {closed} closed routes");
    }

    [Fact]
    public async Task UnknownPath_WithoutToken_TellsNothing()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var without = await server.Anonymous.GetAsync("/api/v1/nothing");
        await ServerUnderTest.ProblemAsync(without, HttpStatusCode.Unauthorized, "tokenMissing");
        using var with = await server.Client.GetAsync("/api/v1/statuses");
        var problem = await ServerUnderTest.ProblemAsync(with, HttpStatusCode.NotFound, "notFound");
        Assert.Contains("/api/v1/status'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic Y29ycmVjdA==")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("correct-horse-battery-staple")]
    [InlineData("Bearer correct-horse-battery-stapl")]
    [InlineData("Bearer correct-horse-battery-staple2")]
    public async Task AuthorizationHeader_ThatIsNotTheToken_IsRefused(string header)
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var answer = await server.Anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task LoginLink_WithTheToken_SetsAStrictCookieWithoutTheTokenAndLeadsToThePage()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var login = await server.Anonymous.GetAsync($"/login?token={ServerUnderTest.Secret}");
        Assert.Equal(HttpStatusCode.SeeOther, login.StatusCode);
        Assert.Equal("/", login.Headers.Location?.ToString());
        var cookie = login.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ServerUnderTest.Secret, cookie, StringComparison.Ordinal);

        using var page = await GetAsync(server, "/", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var status = await GetAsync(server, "/api/v1/status", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("99999999999.00")]
    [InlineData("")]
    [InlineData(".")]
    public async Task Cookie_Forged_IsRefused(string value)
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await GetAsync(server, "/api/v1/status", $"tidemark-{server.Server.Port}={value}");
        await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.Unauthorized, "tokenMissing");
    }

    [Fact]
    public async Task Cookie_AfterItsTime_IsRefused()
    {
        var time = new FakeTime();
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { Time = time });
        var cookie = await LogInAsync(server);
        using var early = await GetAsync(server, "/api/v1/status", cookie);
        Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        time.Advance(TimeSpan.FromDays(31));
        using var late = await GetAsync(server, "/api/v1/status", cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task Cookie_OfAnotherToken_IsRefused()
    {
        await using var one = await ServerUnderTest.StartAsync();
        var cookie = await LogInAsync(one);
        await using var other = await ServerUnderTest.StartAsync(change: o => o with { Token = Tidemark.Server.Access.AccessToken.Create() });
        using var answer = await GetAsync(other, "/api/v1/status", cookie.Replace($"-{one.Server.Port}=", $"-{other.Server.Port}=", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Page_WithoutCookie_AsksABrowserForTheToken()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await server.Anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<form", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongTokens_MoreThanTen_AreNotLookedAtForAMinute()
    {
        var time = new FakeTime();
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { Time = time });
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await server.Anonymous.GetAsync($"/login?token=guess-{i}");
            await ServerUnderTest.ProblemAsync(wrong, HttpStatusCode.Unauthorized, "wrongToken");
        }
        using var limited = await server.Anonymous.GetAsync("/login?token=guess-11");
        var problem = await ServerUnderTest.ProblemAsync(limited, HttpStatusCode.TooManyRequests, "tooManyWrongTokens");
        Assert.Equal(60, problem.GetProperty("retryAfterSeconds").GetInt32());
        Assert.Equal("60", limited.Headers.RetryAfter?.ToString());
        using var right = await server.Client.GetAsync("/api/v1/status");
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        time.Advance(TimeSpan.FromSeconds(61));
        using var later = await server.Client.GetAsync("/api/v1/status");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task WrongToken_RepeatedByAScript_DoesNotLockOutItsNeighbours()
    {
        await using var server = await ServerUnderTest.StartAsync();
        for (var i = 0; i < 30; i++)
        {
            using var wrong = await server.Anonymous.GetAsync("/login?token=an-old-token-of-last-week");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }
        using var right = await server.Client.GetAsync("/api/v1/status");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("evil.example:8000")]
    public async Task HostHeader_OfAnotherName_IsRefusedEverywhere(string host)
    {
        await using var server = await ServerUnderTest.StartAsync();
        foreach (var path in new[] { "/health", "/docs", "/", "/api/v1/status" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;
            using var answer = await server.Client.SendAsync(request);
            await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.BadRequest, "foreignHost");
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1234")]
    [InlineData("127.0.0.1:8000")]
    [InlineData("[::1]:8000")]
    [InlineData("192.168.1.10")]
    [InlineData("trading.example")]
    public async Task HostHeader_ThatNamesThisServer_IsAnswered(string host)
    {
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { AllowedHosts = ["trading.example"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Host = host;
        using var answer = await server.Anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://localhost:1", false)]
    [InlineData("Origin", "own", true)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData(null, null, false)]
    public async Task CommandByCookie_FromAPage_NeedsOurOrigin(string? header, string? value, bool isTaken)
    {
        await using var server = await ServerUnderTest.StartAsync();
        var cookie = await LogInAsync(server);
        using var request = Command("pause");
        request.Headers.Add("Cookie", cookie);
        if (header is not null) request.Headers.TryAddWithoutValidation(header, value == "own" ? server.Server.Address.ToString().TrimEnd('/') : value);
        using var answer = await server.Anonymous.SendAsync(request);
        if (isTaken) Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        else await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.Forbidden, "foreignOrigin");
        Assert.Equal(isTaken ? 1 : 0, server.Session.Asked.Count);
    }

    [Fact]
    public async Task EveryAnswer_CarriesSecurityHeadersAndNoNameOfTheServer()
    {
        await using var server = await ServerUnderTest.StartAsync();
        foreach (var path in new[] { "/", "/health", "/docs", "/login", "/api/v1/status", "/nothing" })
        {
            using var answer = await server.Client.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Token_WhateverHappens_IsNeitherLoggedNorAnswered()
    {
        using var log = new CapturedLog();
        await using var server = await ServerUnderTest.StartAsync(logging: log);
        var answers = new List<string>();
        foreach (var path in new[] { $"/login?token={ServerUnderTest.Secret}", $"/login?token={ServerUnderTest.Secret}x", "/", "/health", "/api/v1/status", "/docs", $"/nothing?token={ServerUnderTest.Secret}" })
        {
            using var answer = await server.Client.GetAsync(path);
            answers.Add($"{answer.Headers}{await answer.Content.ReadAsStringAsync()}");
        }
        await server.Client.PostAsJsonAsync("/api/v1/commands", new { command = "pause" });
        Assert.NotEmpty(log.Lines);
        Assert.All(log.Lines.Concat(answers), text => Assert.DoesNotContain(ServerUnderTest.Secret, text, StringComparison.Ordinal));
    }

    internal static HttpRequestMessage Command(string command) =>
        new(HttpMethod.Post, "/api/v1/commands") { Content = JsonContent.Create(new { command }) };

    private static HttpRequestMessage Request(string method, string path) =>
        new(HttpMethod.Parse(method.ToUpperInvariant()), path.Replace("{id}", "last", StringComparison.Ordinal));

    private static async Task<string> LogInAsync(ServerUnderTest server)
    {
        using var login = await server.Anonymous.GetAsync($"/login?token={ServerUnderTest.Secret}");
        return login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<HttpResponseMessage> GetAsync(ServerUnderTest server, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        return await server.Anonymous.SendAsync(request);
    }
}
