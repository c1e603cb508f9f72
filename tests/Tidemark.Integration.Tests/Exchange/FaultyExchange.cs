using System.Globalization;
using System.Net;
using System.Text.Json;
using Tidemark.Exchange.Hosting;
using Tidemark.Exchange.Markets;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>An exchange whose clock stands still until the test moves it, with a fault plan.</summary>
internal sealed class FaultyExchange : IAsyncDisposable
{
    private FaultyExchange(ExchangeUnderTest inner) => Inner = inner;

    public ExchangeUnderTest Inner { get; }

    public static async Task<FaultyExchange> StartAsync(string? plan = null, Func<ExchangeOptions, ExchangeOptions>? change = null)
    {
        var exchange = new FaultyExchange(await ExchangeUnderTest.StartAsync(options =>
        {
            options = options with { History = Duration.FromMilliseconds(4_500), Markets = [MarketRules.Default[0], MarketRules.Default[2]], Speed = 0.000_001 };
            return change?.Invoke(options) ?? options;
        }));
        if (plan is not null) await exchange.PostAsync(plan);
        return exchange;
    }

    /// <summary>Begins a plan, with apostrophes for quotation marks.</summary>
    public async Task PostAsync(string plan)
    {
        var (status, body, _) = await Inner.SendAsync(HttpMethod.Post, "/control/faults", $$"""{"faults":[{{plan.Replace('\'', '"')}}]}""");
        Assert.True(status == HttpStatusCode.OK, body.ToString());
    }

    public async Task<string> PostRawAsync(string plan, HttpStatusCode expected)
    {
        var (status, body, _) = await Inner.SendAsync(HttpMethod.Post, "/control/faults", plan);
        Assert.Equal(expected, status);
        return body.ToString();
    }

    public async Task<long> AdvanceAsync(long milliseconds)
    {
        var (_, body, _) = await Inner.SendAsync(HttpMethod.Post, "/control/clock", string.Create(CultureInfo.InvariantCulture, $$"""{"advanceMilliseconds": {{milliseconds}}}"""));
        return body.GetProperty("timeMilliseconds").GetInt64();
    }

    /// <summary>Step by step, as time goes by itself.</summary>
    public async Task PassAsync(int steps)
    {
        for (var i = 0; i < steps; i++) await AdvanceAsync(100);
    }

    public async Task<JsonElement> DoneAsync() => (await Inner.GetAsync("/control/faults")).GetProperty("done");

    /// <summary>Waits until a fault of a kind has struck.</summary>
    public async Task StruckAsync(string kind)
    {
        while (!(await DoneAsync()).GetProperty("faults").EnumerateArray().Any(fault => fault.GetProperty("kind").GetString() == kind)) await Task.Yield();
    }

    public async Task<JsonElement[]> LedgerAsync(string what) => [.. (await Inner.GetAsync("/control/ledger")).GetProperty(what).EnumerateArray()];

    public async Task<decimal> FreeAsync(string asset) =>
        (await Inner.GetAsync("/control/ledger")).GetProperty("accounts")[0].GetProperty("balances").GetProperty(asset).GetProperty("free").GetDecimal();

    /// <summary>Signs with the exchange's time.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> SignedAsync(HttpMethod method, string path, string parameters)
    {
        var time = await AdvanceAsync(0);
        return await Inner.SignedAsync(method, path, string.Create(CultureInfo.InvariantCulture, $"{parameters}&timestamp={time}"));
    }

    public async Task<JsonElement> SignedOkAsync(HttpMethod method, string path, string parameters)
    {
        var (status, body, _) = await SignedAsync(method, path, parameters);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body;
    }

    public Task<JsonElement> OrderAsync(string parameters) => SignedOkAsync(HttpMethod.Post, "/api/v3/order", parameters);

    public ValueTask DisposeAsync() => Inner.DisposeAsync();
}
