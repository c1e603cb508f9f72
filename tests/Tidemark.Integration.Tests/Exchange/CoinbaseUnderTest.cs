using System.Buffers.Text;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Hosting;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>An exchange that speaks as Coinbase does, on a free port, and a client that signs by hand.</summary>
internal sealed class CoinbaseUnderTest : IAsyncDisposable
{
    public const string Key = "organizations/11111111-2222-3333-4444-555555555555/apiKeys/66666666-7777-8888-9999-000000000000";

    private CoinbaseUnderTest(ExchangeServer server, ECDsa signer)
    {
        (Server, Signer) = (server, signer);
        Client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public ExchangeServer Server { get; }

    public HttpClient Client { get; }

    public ECDsa Signer { get; }

    /// <summary>The key's secret on one line, as the venue shows it.</summary>
    public string Secret => Signer.ExportECPrivateKeyPem().ReplaceLineEndings("\n").Replace("\n", "\\n", StringComparison.Ordinal);

    public static async Task<CoinbaseUnderTest> StartAsync(Func<ExchangeOptions, ExchangeOptions>? change = null)
    {
        var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new ExchangeOptions
        {
            Dialect = "coinbase",
            History = Duration.FromMinutes(5),
            Accounts =
            [
                // The exchange needs the public part only.
                new AccountDefinition("alice", Key, signer.ExportSubjectPublicKeyInfoPem())
                { Balances = new Dictionary<string, decimal> { ["USD"] = 100_000m, ["BTC"] = 2m, ["USDT"] = 1_000m, ["USDC"] = 1_000m, ["ADA"] = 100m } },
            ],
        };
        return new CoinbaseUnderTest(await ExchangeServer.StartAsync(change?.Invoke(options) ?? options), signer);
    }

    /// <summary>A token for one request; changes of header and claims come as JSON that takes the place of what is usual.</summary>
    public string Token(string? uri, Action<Dictionary<string, object>, Dictionary<string, object>>? change = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new Dictionary<string, object> { ["alg"] = "ES256", ["kid"] = Key, ["nonce"] = Guid.NewGuid().ToString("n"), ["typ"] = "JWT" };
        var claims = new Dictionary<string, object> { ["sub"] = Key, ["iss"] = "cdp", ["nbf"] = now, ["exp"] = now + 120 };
        if (uri is not null) claims["uri"] = uri;
        change?.Invoke(header, claims);
        var signed = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Encode(Signer.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? body = null, string? token = null)
    {
        var (status, text, _) = await SendTextAsync(method, path, body, token);
        return (status, JsonElement.Parse(text));
    }

    public async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Response)> SendTextAsync(HttpMethod method, string path, string? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Add("Authorization", $"Bearer {token}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> SignedAsync(HttpMethod method, string path, string? body = null) =>
        SendAsync(method, path, body, Token($"{method} api.coinbase.com{path.Split('?')[0]}"));

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, body) = path.StartsWith("/control", StringComparison.Ordinal) ? await SendAsync(HttpMethod.Get, path) : await SignedAsync(HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body;
    }

    public async Task<JsonElement> PostAsync(string path, string body)
    {
        var (status, answer) = await SignedAsync(HttpMethod.Post, path, body);
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
        return answer;
    }

    /// <summary>Places an order and gives its id.</summary>
    public async Task<string> PlaceAsync(string product, string side, string configuration, string? clientId = null)
    {
        var answer = await TryPlaceAsync(product, side, configuration, clientId);
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.ToString());
        return answer.GetProperty("success_response").GetProperty("order_id").GetString()!;
    }

    public Task<JsonElement> TryPlaceAsync(string product, string side, string configuration, string? clientId = null) => PostAsync("/api/v3/brokerage/orders",
        $$"""{"client_order_id":"{{clientId ?? Guid.NewGuid().ToString()}}","product_id":"{{product}}","side":"{{side}}","order_configuration":{{configuration}}}""");

    public async Task<JsonElement> OrderAsync(string id) => (await GetAsync($"/api/v3/brokerage/orders/historical/{id}")).GetProperty("order");

    /// <summary>Lets the exchange's clock run ahead, by which its limits of requests begin anew as well.</summary>
    public Task SkipAsync(TimeSpan ahead) => SendAsync(HttpMethod.Post, "/control/clock", $$"""{"advanceMilliseconds": {{(long)ahead.TotalMilliseconds}}}""");

    public async Task<TestSocket> SocketAsync(string path = "/")
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Server.Address.Port}{path}"), CancellationToken.None);
        return new TestSocket(socket);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Signer.Dispose();
        await Server.DisposeAsync();
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
