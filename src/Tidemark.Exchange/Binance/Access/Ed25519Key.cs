using Tidemark.Exchange.Accounts;

namespace Tidemark.Exchange.Binance.Access;

/// <summary>The public part of an Ed25519 key as an account gives it.</summary>
internal static class Ed25519Key
{
    private const string Prefix = "ed25519=";
    private const int Length = 32;

    /// <summary>Before the 32 bytes in a PEM file (SPKI, RFC 8410).</summary>
    private const int SpkiHeader = 12;

    /// <returns>Null where the account has a shared secret.</returns>
    /// <exception cref="BadInputException">It is not a key.</exception>
    public static byte[]? Read(AccountDefinition definition)
    {
        if (!definition.Secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        try
        {
            var bytes = Convert.FromBase64String(definition.Secret[Prefix.Length..]);
            if (bytes.Length == Length) return bytes;
            if (bytes.Length == Length + SpkiHeader) return bytes[SpkiHeader..];
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw new BadInputException($"--account {definition.Name}: what follows ed25519= is not a public key in base64 (32 bytes, or the line of a PEM file)");
    }
}
