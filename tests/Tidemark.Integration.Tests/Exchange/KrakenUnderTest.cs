using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Hosting;
using Tidemark.Exchange.Kraken.Names;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>An exchange that speaks Kraken on a free port, and a client that signs by hand.</summary>
internal sealed class KrakenUnderTest : IAsyncDisposable
{
    public const string Key = "test-key";
    private static readonly byte[] SecretBytes = "a secret that is none"u8.ToArray();
    private readonly HttpClient client;
    private long nonce = 1_000;

    private KrakenUnderTest(ExchangeServer server)
    {
        Server = server;
        client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public static string Secret { get; } = Convert.ToBase64String(SecretBytes);

    public ExchangeServer Server { get; }

    /// <summary>With few markets, so that it opens quickly.</summary>
    public static async Task<KrakenUnderTest> StartAsync(Func<ExchangeOptions, ExchangeOptions>? change = null)
    {
        var options = new ExchangeOptions
        {
            Dialect = "kraken",
            History = Duration.FromMinutes(5),
            Markets = [.. KrakenPairs.Default.Where(rules => rules.Symbol is "BTC/USD" or "LTC/USDT" or "ETH/BTC")],
            Accounts = [new AccountDefinition("alice", Key, Secret) { Balances = new Dictionary<string, decimal> { ["USD"] = 100_000m, ["USDT"] = 1_000m, ["BTC"] = 2m, ["LTC"] = 10m } }],
        };
        return new KrakenUnderTest(await ExchangeServer.StartAsync(change?.Invoke(options) ?? options));
    }

    public async Task<JsonElement> GetAsync(string path) => Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)));

    /// <summary>The value of <c>result</c>.</summary>
    public async Task<JsonElement> PublicAsync(string method, string query = "") => Result(await GetAsync($"/0/public/{method}?{query}"));

    public async Task<JsonElement> PostControlAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Signs a form; a JSON body where the parameters begin with a brace.</summary>
    public async Task<JsonElement> AskAsync(string method, string parameters = "", string? nonceText = null, string key = Key)
    {
        var path = "/0/private/" + method;
        var number = nonceText ?? (++nonce).ToString(CultureInfo.InvariantCulture);
        var isJson = parameters.StartsWith('{');
        var body = isJson ? $$"""{"nonce":"{{number}}",{{parameters[1..]}}""" : $"nonce={number}" + (parameters.Length > 0 ? "&" + parameters : "");
        byte[] message = [.. Encoding.UTF8.GetBytes(path), .. SHA256.HashData(Encoding.UTF8.GetBytes(number + body))];
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("API-Key", key);
        request.Headers.Add("API-Sign", Convert.ToBase64String(HMACSHA512.HashData(SecretBytes, message)));
        request.Content = new StringContent(body, Encoding.UTF8, isJson ? "application/json" : "application/x-www-form-urlencoded");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Parse(await response.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> OkAsync(string method, string parameters = "") => Result(await AskAsync(method, parameters));

    public async Task AssertRefusedAsync(string method, string parameters, string error)
    {
        var answer = await AskAsync(method, parameters);
        Assert.True(answer.GetProperty("error").GetArrayLength() == 1 && answer.GetProperty("error")[0].GetString() == error, $"{method} {parameters}: {answer}");
    }

    /// <summary>Places an order and gives its transaction id.</summary>
    public async Task<string> PlaceAsync(string parameters) => (await OkAsync("AddOrder", parameters)).GetProperty("txid")[0].GetString()!;

    public async Task<JsonElement> OrderAsync(string id) => (await OkAsync("QueryOrders", "trades=true&txid=" + id)).GetProperty(id);

    public Task<TestSocket> SocketAsync() => TestSocket.OpenAsync(Server.Address, "v2");

    public async Task<string> TokenAsync() => (await OkAsync("GetWebSocketsToken")).GetProperty("token").GetString()!;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
    }

    private static JsonElement Result(JsonElement answer)
    {
        Assert.True(answer.GetProperty("error").GetArrayLength() == 0, answer.ToString());
        return answer.GetProperty("result");
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
