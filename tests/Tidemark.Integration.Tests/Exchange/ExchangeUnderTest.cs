using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Hosting;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>An exchange on a free port, and a client that signs by hand.</summary>
internal sealed class ExchangeUnderTest : IAsyncDisposable
{
    public const string Key = "test-key";
    public const string Secret = "test-secret";

    private ExchangeUnderTest(ExchangeServer server)
    {
        Server = server;
        Client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public ExchangeServer Server { get; }

    public HttpClient Client { get; }

    public static async Task<ExchangeUnderTest> StartAsync(Func<ExchangeOptions, ExchangeOptions>? change = null)
    {
        var options = new ExchangeOptions
        {
            History = Duration.FromMinutes(5),
            Accounts = [new AccountDefinition("alice", Key, Secret) { Balances = new Dictionary<string, decimal> { ["USDT"] = 100_000m, ["BTC"] = 2m, ["LTC"] = 10m } }],
        };
        return new ExchangeUnderTest(await ExchangeServer.StartAsync(change?.Invoke(options) ?? options));
    }

    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> SendAsync(HttpMethod method, string path, string? body = null, string key = Key)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key.Length > 0) request.Headers.Add("X-MBX-APIKEY", key);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, body[0] is '{' or '[' ? "application/json" : "application/x-www-form-urlencoded");
        var response = await Client.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, document.RootElement.Clone(), response);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, body, _) = await SendAsync(HttpMethod.Get, path, key: "");
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body;
    }

    /// <summary>Signs the parameters with the time of now, in the query; a body where <paramref name="isForm"/>.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> SignedAsync(HttpMethod method, string path, string parameters = "", bool isForm = false)
    {
        var form = parameters.Contains("timestamp=", StringComparison.Ordinal) ? parameters
            : parameters + (parameters.Length > 0 ? "&" : "") + "timestamp=" + DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        form += "&signature=" + Sign(form);
        return isForm ? SendAsync(method, path, form) : SendAsync(method, path + "?" + form);
    }

    public async Task<JsonElement> SignedOkAsync(HttpMethod method, string path, string parameters = "")
    {
        var (status, body, _) = await SignedAsync(method, path, parameters);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body;
    }

    public async Task AssertRefusedAsync(HttpMethod method, string path, string parameters, int code, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        var (given, body, _) = await SignedAsync(method, path, parameters);
        Assert.True(given == status && body.GetProperty("code").GetInt32() == code, $"{parameters}: {given} {body}");
    }

    public static string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text)));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
