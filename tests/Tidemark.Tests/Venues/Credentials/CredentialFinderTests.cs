using System.Collections;
using System.Text.Json;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Credentials;

/// <summary>Which key is found for a venue, and which is refused.</summary>
public class CredentialFinderTests
{
    private const string Secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP";
    private static readonly CredentialId Live = new("binance", VenueEnvironment.Live, CredentialId.DefaultAccount);

    [Fact]
    public void Environment_OfSeveralAccounts_HasEach()
    {
        var found = new EnvironmentCredentials(new Hashtable
        {
            ["TIDEMARK_BINANCE_KEY"] = "k1",
            ["TIDEMARK_BINANCE_SECRET"] = " s1 ",
            ["TIDEMARK_BINANCE_SUB_2_KEY"] = "k2",
            ["TIDEMARK_BINANCE_SUB_2_SECRET"] = "s2",
            ["TIDEMARK_BINANCE_SUB_2_PASSPHRASE"] = "p2",
            ["TIDEMARK_BINANCE_SUB_2_ENVIRONMENT"] = "testnet",
            ["TIDEMARK_TOKEN"] = "t",
            ["TIDEMARK_API_KEY"] = "of something else",
            ["TIDEMARK_KRAKEN_KEY"] = "",
        }).Read();
        Assert.Equal(["binance live 'default'", "binance testnet 'sub-2'"], found.Select(c => c.Id.ToString()));
        Assert.Equal(("k1", "s1", null), (found[0].Key, found[0].Secret, found[0].Passphrase));
        Assert.Equal(("k2", "s2", "p2"), (found[1].Key, found[1].Secret, found[1].Passphrase));
        Assert.Equal("TIDEMARK_BINANCE_SUB_2_KEY", EnvironmentCredentials.VariableOf(found[1].Id));
    }

    [Fact]
    public void Environment_WithHalfAKey_IsRefusedByName()
    {
        var half = new EnvironmentCredentials(new Hashtable { ["TIDEMARK_KRAKEN_SECRET"] = Secret, ["TIDEMARK_BINANCE_KEY"] = "k", ["TIDEMARK_BINANCE_SECRET"] = Secret });
        var refusal = Assert.Throws<BadInputException>(() => half.Read());
        Assert.Equal("the environment has TIDEMARK_KRAKEN_SECRET but no TIDEMARK_KRAKEN_KEY", refusal.Message);
        Assert.Equal("k", new CredentialFinder(half, []).Find(Live).Key);
    }

    [Fact]
    public void Environment_WithALineBreakOfAPem_IsAPemAgain()
    {
        using var made = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var found = new EnvironmentCredentials(new Hashtable { ["TIDEMARK_COINBASE_KEY"] = "organizations/o/apiKeys/k", ["TIDEMARK_COINBASE_SECRET"] = made.ExportECPrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal) }).Read();
        using var read = System.Security.Cryptography.ECDsa.Create();
        read.ImportFromPem(found[0].Secret);
        Assert.Equal(made.ExportECPrivateKey(), read.ExportECPrivateKey());
    }

    [Fact]
    public void Finder_WithTheEnvironmentAndStores_TakesTheFirst()
    {
        var (first, second) = (new Kept(Credential(Live, "first")), new Kept(Credential(Live, "second"), Credential(Live with { Account = "b" }, "b")));
        Assert.Equal("first", new CredentialFinder(None(), [first, second]).Find(Live).Key);
        Assert.Equal("b", new CredentialFinder(None(), [first, second]).Find(Live with { Account = "b" }).Key);
        Assert.Equal("env", new CredentialFinder(new EnvironmentCredentials(new Hashtable { ["TIDEMARK_BINANCE_KEY"] = "env", ["TIDEMARK_BINANCE_SECRET"] = Secret }), [first, second]).Find(Live).Key);
    }

    [Fact]
    public void Finder_WithAKeyOfTheOtherEnvironment_RefusesIt()
    {
        var finder = new CredentialFinder(None(), [new Kept(Credential(Live with { Environment = VenueEnvironment.Testnet }, "k"))]);
        Assert.Equal("the key binance testnet 'default' is bound to testnet and is not used on live", Assert.Throws<BadInputException>(() => finder.Find(Live)).Message);
        Assert.Null(finder.TryFind(Live with { Venue = "kraken" }));
        Assert.Contains("keys add --venue kraken", Assert.Throws<BadInputException>(() => finder.Find(Live with { Venue = "kraken" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hint_OfACoinbaseKey_ShowsWhatTellsItFromOthers()
    {
        var key = new VenueCredential(Live with { Venue = "coinbase" }, "organizations/11111111-2222/apiKeys/66666666-7777", "c2VjcmV0", null, "a test");
        Assert.Equal("apiKeys/6666…", key.KeyHint);
    }

    [Fact]
    public void Credential_UsedForAnotherVenueOrEnvironment_Refuses()
    {
        var credential = Credential(Live, "k");
        credential.Ensure("binance", VenueEnvironment.Live);
        Assert.Throws<BadInputException>(() => credential.Ensure("binance", VenueEnvironment.Testnet));
        Assert.Throws<BadInputException>(() => credential.Ensure("kraken", VenueEnvironment.Live));
    }

    [Fact]
    public void Credential_AsTextOrJson_ShowsNoSecret()
    {
        var credential = new VenueCredential(Live, "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zv", Secret, "the phrase", "a test");
        Assert.Equal("binance live 'default', key vmPU…", credential.ToString());
        var json = JsonSerializer.Serialize(credential);
        foreach (var secret in new[] { Secret, "the phrase", credential.Key }) Assert.DoesNotContain(secret, json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binance", "key", "has blanks", "the secret is empty or has blanks")]
    [InlineData("binance", "", Secret, "the key is empty")]
    [InlineData("binance", Secret, Secret, "key and secret are the same")]
    [InlineData("kraken", "key", "not-base64!", "in base64")]
    [InlineData("coinbase", "key", "not-base64!", "PEM")]
    [InlineData("coinbase", "key", "-----BEGIN EC PRIVATE KEY-----\nabc", "is its end missing")]
    [InlineData("binance", "key", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n", "is a PUBLIC KEY")]
    [InlineData("binanc", "key", Secret, "did you mean 'binance'")]
    public void Credential_ThatCannotBeOne_IsRefusedWithoutShowingIt(string venue, string key, string secret, string reason)
    {
        var refusal = Assert.Throws<BadInputException>(() => new VenueCredential(new CredentialId(venue, VenueEnvironment.Live, "default"), key, secret, null, "a test"));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.Message, StringComparison.Ordinal);
    }

    private static EnvironmentCredentials None() => new(new Hashtable());

    private static VenueCredential Credential(CredentialId id, string key) => new(id, key, Secret, null, "a test");

    private sealed class Kept(params VenueCredential[] credentials) : ICredentialStore
    {
        public string Path => "kept";

        public bool Exists => true;

        public IReadOnlyList<VenueCredential> Read() => credentials;

        public void Write(IReadOnlyList<VenueCredential> changed) => throw new NotSupportedException();
    }
}
