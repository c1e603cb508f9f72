using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tidemark.Venues.Coinbase.Access;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues.Coinbase;

public sealed class TokenSignerTests
{
    private const string Key = "organizations/1/apiKeys/2";

    /// <summary>RFC 8037, appendix A.1: seed and public part.</summary>
    private const string Ed25519 = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2DXWpgBgrEKt9VL/tPJZAc6DuFy89qmIyWvAhpo9wdRGg==";

    private readonly VenueClock clock = new(new ManualTime());

    [Fact]
    public void TokenOfARequest_HasTheVenuesFormAndTheKeysSignature()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = new TokenSigner(Credential(curve.ExportECPrivateKeyPem()), clock, Duration.FromSeconds(30));
        var token = signer.ForRequest("GET", "api.coinbase.com", "/api/v3/brokerage/accounts");
        var parts = token.Split('.');
        var (header, claims) = (Decode(parts[0]), Decode(parts[1]));
        Assert.Equal(("ES256", "JWT", Key), (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString(), header.GetProperty("kid").GetString()));
        Assert.Equal(32, header.GetProperty("nonce").GetString()!.Length);
        Assert.Equal((Key, "cdp", "GET api.coinbase.com/api/v3/brokerage/accounts"), (claims.GetProperty("sub").GetString(), claims.GetProperty("iss").GetString(), claims.GetProperty("uri").GetString()));
        Assert.Equal((clock.Now.UnixSeconds, clock.Now.UnixSeconds + 30), (claims.GetProperty("nbf").GetInt64(), claims.GetProperty("exp").GetInt64()));
        Assert.True(curve.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        Assert.NotEqual(token, signer.ForRequest("GET", "api.coinbase.com", "/api/v3/brokerage/accounts"));
        Assert.False(Decode(signer.ForStream().Split('.')[1]).TryGetProperty("uri", out _));
    }

    [Fact]
    public void Ed25519Key_SignsWithEdDsa()
    {
        using var signer = new TokenSigner(Credential(Ed25519), clock, Duration.FromSeconds(30));
        var parts = signer.ForStream().Split('.');
        Assert.Equal("EdDSA", Decode(parts[0]).GetProperty("alg").GetString());
        // The signature is that of the key, which is deterministic.
        Assert.Equal(new Ed25519Signer(Convert.FromBase64String(Ed25519).AsSpan(0, 32)).Sign(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")), Base64Url.DecodeFromChars(parts[2]));
    }

    [Fact]
    public void Ed25519_OfTheDocument_SignsItsExample()
    {
        // RFC 8037, appendix A.4.
        const string signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        var signature = new Ed25519Signer(Convert.FromBase64String(Ed25519).AsSpan(0, 32)).Sign(Encoding.ASCII.GetBytes(signed));
        Assert.Equal("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg", Base64Url.EncodeToString(signature));
    }

    [Fact]
    public void OtherKeys_AreRefused_WithoutBeingShown()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (var secret in (string[])[other.ExportECPrivateKeyPem(), "c29tZXRoaW5nIGVsc2U="])
        {
            var error = Assert.Throws<BadInputException>(() => new TokenSigner(Credential(secret), clock, Duration.FromSeconds(30)));
            Assert.DoesNotContain(secret.Split('\n')[^1].Length > 10 ? secret.Split('\n')[^1] : secret.Split('\n')[1], error.Message, StringComparison.Ordinal);
        }
    }

    private static JsonElement Decode(string part) => JsonElement.Parse(Base64Url.DecodeFromChars(part));

    private static VenueCredential Credential(string secret) => new(new CredentialId("coinbase", VenueEnvironment.Live, CredentialId.DefaultAccount), Key, secret, null, "a test");
}
