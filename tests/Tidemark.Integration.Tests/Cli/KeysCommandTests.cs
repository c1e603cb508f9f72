using Tidemark.Integration.Tests.Exchange;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

/// <summary><c>keys</c> as a process: kept, listed, bound, removed, and never shown.</summary>
public sealed class KeysCommandTests : IDisposable
{
    private const string Secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Keys_AddedToTheEncryptedStore_AreBoundListedAndRemoved()
    {
        home.Environment["TIDEMARK_BINANCE_KEY"] = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zv";
        home.Environment["TIDEMARK_BINANCE_SECRET"] = Secret;
        home.Environment["TIDEMARK_BINANCE_ENVIRONMENT"] = "testnet";
        home.Environment["TIDEMARK_KEYS_PASSWORD"] = "a long password";
        var added = home.Run("keys", "add", "--venue", "binance", "--environment", "testnet", "--from-environment");
        Assert.Equal(0, added.ExitCode);
        Assert.Contains("kept binance testnet 'default', key vmPU…", added.Output, StringComparison.Ordinal);
        foreach (var name in home.Environment.Keys.Where(n => n.Contains("BINANCE", StringComparison.Ordinal)).ToArray()) home.Environment.Remove(name);

        var listed = home.Run("keys", "list", "--json", "-");
        Assert.Contains("\"environment\":\"testnet\"", listed.Output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, home.Run("keys", "check", "--venue", "binance", "--environment", "testnet", "--offline").ExitCode);
        var refused = home.Run("keys", "check", "--venue", "binance");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("is bound to testnet and is not used on live", refused.Error, StringComparison.Ordinal);
        home.Environment["TIDEMARK_KEYS_PASSWORD"] = "another password";
        Assert.Contains("the password is wrong", home.Run("keys", "list").Error, StringComparison.Ordinal);
        home.Environment["TIDEMARK_KEYS_PASSWORD"] = "a long password";
        Assert.Equal(0, home.Run("keys", "remove", "--venue", "binance", "--environment", "testnet").ExitCode);
        Assert.Contains("there are no keys", home.Run("keys", "list").Output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(home.Path, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Secret, File.ReadAllText(file), StringComparison.Ordinal);
        foreach (var result in new[] { added, listed, refused }) Assert.DoesNotContain(Secret, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_WithAnUnknownVenueOrAMissingFile_IsRefusedBeforeAnythingIsAsked()
    {
        Assert.Contains("there are binance, coinbase, kraken, bybit", home.Run("keys", "add", "--venue", "ftx").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("--secret-file: there is no file 'no.pem'", home.Run("keys", "add", "--venue", "coinbase", "--secret-file", "no.pem").RefusedInput(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AgainstTheSimulatedExchange_TellsTheRightsOfTheKey()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        home.Environment["TIDEMARK_BINANCE_KEY"] = ExchangeUnderTest.Key;
        home.Environment["TIDEMARK_BINANCE_SECRET"] = ExchangeUnderTest.Secret;
        string[] check = ["keys", "check", "--venue", "binance", "--base-url", exchange.Server.Address.ToString()];
        var good = home.Run(check).Succeeded();
        Assert.Matches(@"trade +yes\nwithdraw +no", good.Output.ReplaceLineEndings("\n"));
        Assert.Contains("3 assets", good.Output, StringComparison.Ordinal);
        home.Environment["TIDEMARK_BINANCE_SECRET"] = "another-secret";
        var bad = home.Run(check);
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("was not accepted", bad.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", bad.Output + bad.Error, StringComparison.Ordinal);
    }
}
