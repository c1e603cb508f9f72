using System.Security.Cryptography;
using Tidemark.Exchange.Accounts;

namespace Tidemark.Exchange.Coinbase.Access;

/// <summary>API keys of the venue: EC keys (P-256), Ed25519 keys, and the older shared secrets.</summary>
internal static class CoinbaseKeys
{
    private const string Ed25519Prefix = "ed25519=";
    private const int Ed25519Length = 32;

    /// <summary>Before the 32 bytes of a public Ed25519 key in a PEM file (SPKI, RFC 8410).</summary>
    private const int Ed25519Header = 12;

    /// <summary>A name in the venue's form and an EC key of its own, on one line with <c>\n</c> as the venue shows it.</summary>
    public static AccountDefinition Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new AccountDefinition(name, $"organizations/{Guid.NewGuid()}/apiKeys/{Guid.NewGuid()}", key.ExportECPrivateKeyPem().ReplaceLineEndings("\n").Replace("\n", "\\n", StringComparison.Ordinal) + "\\n");
    }

    /// <summary>What checks an account's requests.</summary>
    /// <exception cref="BadInputException">The secret looks like a key and is none.</exception>
    public static ApiKey Read(AccountDefinition account)
    {
        var secret = account.Secret;
        try
        {
            if (secret.StartsWith("-----BEGIN", StringComparison.Ordinal)) return new ApiKey(account.Key, secret, EcPublicKey: EcKeyOf(secret.Replace("\\n", "\n", StringComparison.Ordinal)));
            if (secret.StartsWith(Ed25519Prefix, StringComparison.Ordinal)) return new ApiKey(account.Key, secret, PublicPart(Convert.FromBase64String(secret[Ed25519Prefix.Length..])));
            // The venue gives an Ed25519 key as its seed and its public part, together in base64.
            if (secret.Length == 88 && secret.EndsWith("==", StringComparison.Ordinal)) return new ApiKey(account.Key, secret, Convert.FromBase64String(secret)[Ed25519Length..]);
            return new ApiKey(account.Key, secret);
        }
        catch (Exception e) when (e is FormatException or CryptographicException or ArgumentException)
        {
            throw new BadInputException($"--account {account.Name}: the secret is no key; write an EC key of P-256 in PEM with \\n for the ends of lines (private, or its public part), an Ed25519 key of 64 bytes in base64, or ed25519= and its public part in base64");
        }
    }

    private static byte[] EcKeyOf(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key.KeySize == 256 ? key.ExportSubjectPublicKeyInfo() : throw new CryptographicException("not of P-256");
    }

    private static byte[] PublicPart(byte[] bytes) => bytes.Length switch
    {
        Ed25519Length => bytes,
        Ed25519Length + Ed25519Header => bytes[Ed25519Header..],
        _ => throw new FormatException("not an Ed25519 key"),
    };
}
