using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tidemark.Node.Sessions;
using Tidemark.Server;
using Tidemark.Server.Access;
using Tidemark.Storage.Homes;

namespace Tidemark.Integration.Tests.Server;

/// <summary>A real server on a free port of this machine, with a session by hand behind it.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    public const string Secret = "correct-horse-battery-staple";

    /// <summary>A home that is not there, which is as good as an empty one.</summary>
    public static readonly HomeFolder EmptyHome = new(Path.Combine(Path.GetTempPath(), "tidemark-no-home"));

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private ServerUnderTest(TidemarkServer server, FakeSession session)
    {
        Server = server;
        Session = session;
        Anonymous = NewClient();
        Client = NewClient();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
    }

    public TidemarkServer Server { get; }

    public FakeSession Session { get; }

    /// <summary>Shows the right token.</summary>
    public HttpClient Client { get; }

    /// <summary>Shows nothing.</summary>
    public HttpClient Anonymous { get; }

    public static async Task<ServerUnderTest> StartAsync(SessionSnapshot? snapshot = null, Func<ServerOptions, ServerOptions>? change = null, ILoggerFactory? logging = null)
    {
        var session = new FakeSession(snapshot ?? Snapshots.Trading());
        var options = new ServerOptions { Port = 0, Home = EmptyHome, Token = AccessToken.Parse(Secret, "test") };
        return new ServerUnderTest(await TidemarkServer.StartAsync(session, change?.Invoke(options) ?? options, logging), session);
    }

    /// <summary>A client of its own: no cookies but those that a test sets, no redirects followed.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Server.Address, Timeout = Limit };

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using var answer = await Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Asserts that an answer is a problem with this status and code, and returns it.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Anonymous.Dispose();
        await Server.DisposeAsync();
    }
}
