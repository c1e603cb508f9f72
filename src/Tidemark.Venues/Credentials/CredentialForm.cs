using System.Buffers.Text;
using System.Text;

namespace Tidemark.Venues.Credentials;

/// <summary>What keys of each venue look like, so that a mistake is told before the venue refuses it. Messages never show a value.</summary>
public static class CredentialForm
{
    private const int LongestText = 8_192;

    /// <summary>The venues whose keys are known.</summary>
    public static readonly IReadOnlyList<string> Venues = ["binance", "coinbase", "kraken", "bybit"];

    /// <summary>What people are asked for, in the venue's words.</summary>
    public static (string Key, string Secret) Prompts(string venue) => venue switch
    {
        "coinbase" => ("API key name (organizations/…/apiKeys/…)", "private key (PEM)"),
        "kraken" => ("API key", "private key"),
        _ => ("API key", "secret key, or private key (PEM)"),
    };

    /// <summary>The name of a venue as it was given.</summary>
    /// <exception cref="BadInputException">There is none of that name.</exception>
    public static string VenueOf(string name) =>
        Venues.Contains(name) ? name : throw new BadInputException($"there is no venue '{name}' with keys{NearestNames.Hint(name, Venues)}; there are {string.Join(", ", Venues)}");

    /// <summary>Joins what line breaks of a PEM became on the way: <c>\n</c> as two letters.</summary>
    public static string Normalise(string secret)
    {
        var text = secret.Trim();
        return text.StartsWith("-----BEGIN", StringComparison.Ordinal) ? text.Replace("\\n", "\n", StringComparison.Ordinal) + "\n" : text;
    }

    /// <summary>Why these cannot be a key of their venue, or null when they can.</summary>
    internal static string? Defect(VenueCredential credential)
    {
        if (!Venues.Contains(credential.Id.Venue)) return $"there is no venue '{credential.Id.Venue}' with keys{NearestNames.Hint(credential.Id.Venue, Venues)}";
        if (CredentialId.AccountDefect(credential.Id.Account) is { } defect) return defect;
        if (!IsOneWord(credential.Key)) return "the key is empty or has blanks or letters that no key has";
        if (credential.Passphrase is { } phrase && (phrase.Length is 0 or > LongestText || phrase.Any(char.IsControl))) return "the passphrase is empty or has letters that none has";
        if (IsPem(credential.Secret)) return PemDefect(credential);
        if (!IsOneWord(credential.Secret)) return "the secret is empty or has blanks or letters that no secret has";
        if (credential.Id.Venue == "kraken" && !Base64.IsValid(credential.Secret)) return "the private key of Kraken is in base64, and this is not";
        if (credential.Id.Venue == "coinbase" && !Base64.IsValid(credential.Secret)) return "the private key of Coinbase is a PEM text (-----BEGIN EC PRIVATE KEY-----) or base64, and this is neither";
        return credential.Key == credential.Secret ? "key and secret are the same" : null;
    }

    private static bool IsPem(string secret) => secret.StartsWith("-----BEGIN ", StringComparison.Ordinal);

    private static string? PemDefect(VenueCredential credential)
    {
        if (credential.Id.Venue == "kraken") return "the private key of Kraken is in base64, not a PEM text";
        if (credential.Secret.Length > LongestText) return "the private key is longer than any";
        if (!System.Security.Cryptography.PemEncoding.TryFind(credential.Secret, out var fields)) return "the private key begins like a PEM text but is not one; is its end missing?";
        var label = credential.Secret[fields.Label];
        return label.EndsWith("PRIVATE KEY", StringComparison.Ordinal) && !label.Contains("ENCRYPTED", StringComparison.Ordinal) ? null
            : $"the PEM text is a {label}, and what is needed is an unencrypted private key";
    }

    private static bool IsOneWord(string text) => text.Length is > 0 and <= LongestText && text.All(c => c is > ' ' and < (char)127) && Encoding.ASCII.GetByteCount(text) == text.Length;
}
