using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed partial class StartCommandTests : IDisposable
{
    private const string Ready = "SIMULATED";
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Start_OnAFreshHome_PrintsALinkThatLogsInAndTradesUntilInterrupted()
    {
        var process = home.Start("start", "--port", "0");
        await process.WaitForText(Ready);
        var link = LinkIn(process.Output);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = true });
        using var page = await client.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("/", page.RequestMessage?.RequestUri?.PathAndQuery);
        var status = await client.GetFromJsonAsync<JsonElement>(new Uri(link, "/api/v1/status"));
        Assert.True(status.GetProperty("simulated").GetBoolean());
        Assert.Equal("ma-cross", status.GetProperty("strategy").GetString());
        Assert.Equal("BTC/USDT@synthetic", status.GetProperty("instruments")[0].GetProperty("instrument").GetString());

        process.Interrupt();
        var result = process.Finish();
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal("", result.Error);
        Assert.Contains("Stopped at market time", result.Output, StringComparison.Ordinal);
        var log = File.ReadAllText(Directory.GetFiles(Path.Combine(home.Path, "logs")).Single());
        Assert.DoesNotContain(TokenIn(link), log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Again_GoesOnWithTheSameSessionAndPrintsNoToken()
    {
        var first = home.Start("start", "--port", "0");
        await first.WaitForText(Ready);
        var before = await StatusAsync(first.Output);
        first.Interrupt();
        first.Finish().Succeeded();

        var second = home.Start("start", "--port", "0");
        await second.WaitForText(Ready);
        Assert.DoesNotContain("token=", second.Output, StringComparison.Ordinal);
        var link = home.Run("token", "--link").Succeeded().Output;
        Assert.StartsWith(AddressIn(second.Output).ToString(), link, StringComparison.Ordinal);
        var after = await StatusAsync(second.Output);
        Assert.Equal(before.GetProperty("sessionId").GetString(), after.GetProperty("sessionId").GetString());
        Assert.True(string.CompareOrdinal(before.GetProperty("asOf").GetString(), after.GetProperty("asOf").GetString()) <= 0);
    }

    [Fact]
    public async Task Start_Again_KeepsTheSpeedThatWasAsked_AndANewSessionDoesNot()
    {
        Assert.Equal(600, await SpeedOf("--speed", "600x"));
        Assert.Equal(600, await SpeedOf());
        Assert.Equal(60, await SpeedOf("--fresh"));
    }

    [Fact]
    public async Task Start_WithModelsAndSeveralStrategies_RunsThemAndGoesOnWithTheSame()
    {
        string[] options = ["--strategy", "ma-cross+rsi-reversion", "--instrument", "BTC/USDT@synthetic", "--instrument", "ETH/USDT:USDT@synthetic", "--costs", "binance-tiers", "--slippage", "spread:2+sqrt:1", "--latency", "fixed:80,40", "--leverage", "2"];
        var first = await StatusOf(["--fresh", .. options]);
        Assert.Equal("ma-cross+rsi-reversion", first.GetProperty("strategy").GetString());
        Assert.Equal(2, first.GetProperty("instruments").GetArrayLength());
        var costs = first.GetProperty("costs").GetString()!;
        foreach (var model in new[] { "binance-tiers", "spread:2+sqrt:1", "fixed:80,40", "cross margin" }) Assert.Contains(model, costs, StringComparison.Ordinal);
        foreach (string[] again in new[] { [], options })
        {
            var status = await StatusOf(again);
            Assert.Equal((first.GetProperty("sessionId").GetString(), costs), (status.GetProperty("sessionId").GetString(), status.GetProperty("costs").GetString()));
        }
        Assert.Contains("--costs kraken-tiers: this home has a session that runs", home.Run("start", "--port", "0", "--costs", "kraken-tiers").RefusedInput(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AgainWithAFileThatHasChanged_SaysSoInsteadOfGoingOnWithTheOldOne()
    {
        var file = home.WriteFile("values.yaml", "fast: 7\n");
        var session = (await StatusOf("--params", file)).GetProperty("sessionId").GetString();
        Assert.Equal(session, (await StatusOf("--params", file)).GetProperty("sessionId").GetString());
        File.WriteAllText(file, "fast: 9\n");
        Assert.Contains($"--params {file} (changed since): this home has a session that runs ma-cross", home.Run("start", "--port", "0", "--params", file).RefusedInput(), StringComparison.Ordinal);
        Assert.Equal(session, (await StatusOf()).GetProperty("sessionId").GetString());
    }

    [Fact]
    public async Task Start_TwiceOnOneHome_IsRefusedInOneLine()
    {
        var first = home.Start("start", "--port", "0");
        await first.WaitForText(Ready);
        var second = home.Run("start", "--port", "0");
        Assert.Equal(1, second.ExitCode);
        var line = Assert.Single(second.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"process {first.Id}", line, StringComparison.Ordinal);
        Assert.False(first.HasExited);
    }

    [Fact]
    public void Start_OnATakenPort_IsRefusedAndLeavesNothingBehind()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var result = home.Run("start", "--port", $"{port}");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"error: port {port} is in use", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(home.Path, "journal")));
        Assert.False(File.Exists(Path.Combine(home.Path, "token")));
    }

    [Theory]
    [InlineData("--port", "70000", "--port")]
    [InlineData("--speed", "fast", "--speed")]
    [InlineData("--speed", "0x", "--speed")]
    [InlineData("--cash", "-5", "--cash")]
    [InlineData("--param", "fast", "--param fast: write NAME=VALUE")]
    [InlineData("--param", "fast=5,--param,fast=6", "--param fast is given twice (5 and 6)")]
    [InlineData("--strategy", "ma-crss", "did you mean 'ma-cross'")]
    [InlineData("--market", "live", "--market live")]
    [InlineData("--replay", "BTC/USD@nowhere", "BTC/USD@nowhere")]
    [InlineData("--costs", "binanse", "did you mean 'binance'")]
    [InlineData("--leverage", "3", "--leverage needs --account margin")]
    [InlineData("--latency", "recorded:nowhere.txt", "--latency: there is no file 'nowhere.txt'")]
    [InlineData("--funding", "rates.csv", "--funding needs --replay")]
    [InlineData("--from", "2024-03-01", "--from needs --replay")]
    [InlineData("--universe", "nowhere.yaml", "nowhere.yaml")]
    [InlineData("--instrument", "BTC/USDT@binance", "use --replay BTC/USDT@binance")]
    public void Start_WithWhatCannotBe_IsRefused(string option, string value, string message) =>
        Assert.Contains(message, home.Run(["start", "--port", "0", option, .. value.Split(',')]).RefusedInput(), StringComparison.Ordinal);

    [Fact]
    public async Task Start_WithATokenOfTheEnvironment_NeverPrintsIt()
    {
        const string secret = "a-token-from-a-safe-place";
        home.Environment["TIDEMARK_TOKEN"] = secret;
        var process = home.Start("start", "--port", "0");
        await process.WaitForText(Ready);
        using var client = new HttpClient { BaseAddress = AddressIn(process.Output) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await client.PostAsJsonAsync("/api/v1/commands", new { command = "stop", reason = "the test is over" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var result = process.Finish().Succeeded();
        Assert.DoesNotContain(secret, result.Output + result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(home.Path, "token")));
    }

    [Fact]
    public void Start_WithAShortTokenOfTheEnvironment_IsRefused()
    {
        home.Environment["TIDEMARK_TOKEN"] = "secret";
        Assert.StartsWith("TIDEMARK_TOKEN: a token has at least 16 characters", home.Run("start", "--port", "0").RefusedInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void Token_IsTheSameUntilANewOneIsMade()
    {
        var first = home.Run("token").Succeeded().Output.Trim();
        Assert.Equal(first, home.Run("token").Succeeded().Output.Trim());
        Assert.Equal($"http://localhost:8000/login?token={first}", home.Run("token", "--link").Succeeded().Output.Trim());
        var second = home.Run("token", "--new").Succeeded().Output.Trim();
        Assert.NotEqual(first, second);
        Assert.Equal(second, home.Run("token").Succeeded().Output.Trim());
    }

    private async Task<double> SpeedOf(params string[] options) => (await StatusOf(options)).GetProperty("speedFactor").GetDouble();

    private async Task<JsonElement> StatusOf(params string[] options)
    {
        var process = home.Start(["start", "--port", "0", .. options]);
        await process.WaitForText(Ready);
        var status = await StatusAsync(process.Output);
        process.Interrupt();
        process.Finish().Succeeded();
        return status;
    }

    private async Task<JsonElement> StatusAsync(string output)
    {
        using var client = new HttpClient { BaseAddress = AddressIn(output) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", home.Run("token").Succeeded().Output.Trim());
        return await client.GetFromJsonAsync<JsonElement>("/api/v1/status");
    }

    private static Uri AddressIn(string output) => new(Page().Match(output).Groups[1].Value);

    private static Uri LinkIn(string output) => new(Link().Match(output).Value);

    private static string TokenIn(Uri link) => link.Query["?token=".Length..];

    [GeneratedRegex(@"Page\s+(http://localhost:\d+/)")]
    private static partial Regex Page();

    [GeneratedRegex(@"http://localhost:\d+/login\?token=\S+")]
    private static partial Regex Link();
}
