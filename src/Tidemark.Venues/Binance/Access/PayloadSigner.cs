using System.Security.Cryptography;
using System.Text;
using Tidemark.Venues.Credentials;

namespace Tidemark.Venues.Binance.Access;

/// <summary>Signs the parameters of requests: HMAC-SHA256 as hex for keys with a shared secret, Ed25519 as base64 for keys with a private key.</summary>
/// <remarks>Source: Binance's documentation, "SIGNED endpoint security".</remarks>
public sealed class PayloadSigner
{
    private readonly byte[] secret;
    private readonly Ed25519Signer? pair;

    /// <param name="credential">A secret that reads as an Ed25519 private key is one: a PEM text, or <c>ed25519=</c> and base64.</param>
    /// <exception cref="BadInputException">What follows <c>ed25519=</c>, or the PEM text, is no such key.</exception>
    public PayloadSigner(VenueCredential credential)
    {
        const string prefix = "ed25519=";
        secret = Encoding.UTF8.GetBytes(credential.Secret);
        var isPair = credential.Secret.StartsWith(prefix, StringComparison.Ordinal) || credential.Secret.Contains("-----BEGIN", StringComparison.Ordinal);
        if (!isPair) return;
        pair = Ed25519Signer.TryRead(credential.Secret.StartsWith(prefix, StringComparison.Ordinal) ? credential.Secret[prefix.Length..] : credential.Secret)
            ?? throw new BadInputException($"the secret of {credential} is not an Ed25519 private key (a PEM file, or ed25519= and base64)");
    }

    /// <summary>Whether the key can log a session on, which only Ed25519 keys can.</summary>
    public bool CanLogOn => pair is not null;

    /// <summary>The signature of a payload, not yet escaped for a query.</summary>
    public string Sign(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        return pair is not null ? Convert.ToBase64String(pair.Sign(bytes)) : Convert.ToHexStringLower(HMACSHA256.HashData(secret, bytes));
    }
}
