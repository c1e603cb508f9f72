using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Access;

/// <summary>
/// Makes the JSON Web Tokens that stand for the key: ES256 with an EC key of P-256, EdDSA with an Ed25519 key. One is good for one request, or
/// for a subscription, and for a short time.
/// </summary>
/// <remarks>Source: Coinbase's documentation, "JWT Authentication"; RFC 7515, RFC 7518, RFC 8037.</remarks>
public sealed class TokenSigner : IDisposable
{
    private const int NonceBytes = 16;
    private const int SeedBytes = 32;
    private readonly string key;
    private readonly ECDsa? curve;
    private readonly Ed25519Signer? pair;
    private readonly VenueClock clock;
    private readonly Duration life;

    /// <param name="credential">A private key as PEM (EC, or Ed25519 in PKCS#8), or an Ed25519 key in base64 as the venue gives it: seed and public part.</param>
    /// <param name="clock">The venue's time.</param>
    /// <param name="life">How long a token is good.</param>
    /// <exception cref="BadInputException">The secret is no such key.</exception>
    public TokenSigner(VenueCredential credential, VenueClock clock, Duration life)
    {
        (key, this.clock, this.life) = (credential.Key, clock, life);
        pair = PairOf(credential.Secret);
        if (pair is null) curve = CurveOf(credential.Secret, credential);
    }

    /// <summary>The token of one request.</summary>
    /// <param name="method">Of HTTP.</param>
    /// <param name="host">Without scheme.</param>
    /// <param name="path">Without the query.</param>
    public string ForRequest(string method, string host, string path) => Make($"{method} {host}{path}");

    /// <summary>The token of a subscription.</summary>
    public string ForStream() => Make(null);

    public void Dispose() => curve?.Dispose();

    private string Make(string? uri)
    {
        var header = Encode(json =>
        {
            json.WriteString("alg", pair is null ? "ES256" : "EdDSA");
            json.WriteString("typ", "JWT");
            json.WriteString("kid", key);
            json.WriteString("nonce", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes)));
        });
        var now = clock.Now;
        var claims = Encode(json =>
        {
            json.WriteString("sub", key);
            json.WriteString("iss", "cdp");
            json.WriteNumber("nbf", now.UnixSeconds);
            json.WriteNumber("exp", (now + life).UnixSeconds);
            if (uri is not null) json.WriteString("uri", uri);
        });
        var signed = Encoding.ASCII.GetBytes($"{header}.{claims}");
        var signature = pair is not null ? pair.Sign(signed) : Sign(signed);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private byte[] Sign(byte[] content)
    {
        // The platform's object is not for several threads at once.
        lock (curve!) return curve.SignData(content, HashAlgorithmName.SHA256);
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Base64Url.EncodeToString(stream.ToArray());
    }

    private static Ed25519Signer? PairOf(string secret)
    {
        var bytes = new byte[2 * SeedBytes];
        var isWhole = secret.Length == 88 && Convert.TryFromBase64String(secret, bytes, out var length) && length == bytes.Length;
        return isWhole ? new Ed25519Signer(bytes.AsSpan(0, SeedBytes)) : secret.Contains("EC PRIVATE KEY", StringComparison.Ordinal) ? null : Ed25519Signer.TryRead(secret);
    }

    private static ECDsa CurveOf(string secret, VenueCredential credential)
    {
        var found = ECDsa.Create();
        try
        {
            found.ImportFromPem(secret);
            if (found.KeySize == 256) return found;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Said below.
        }
        found.Dispose();
        throw new BadInputException($"the private key of {credential} is neither an EC key of P-256 in PEM nor an Ed25519 key");
    }
}
