using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tidemark.Cli.Logging;

/// <summary>
/// Takes secrets out of text on its way to a log: every value that it was told is secret, wherever it stands, and what looks like a
/// credential by the name before it (<c>token=...</c>, <c>Authorization: Bearer ...</c>, <c>"apiKey": "..."</c>).
/// </summary>
internal sealed partial class SecretRedactor
{
    private const string Mask = "[secret]";
    private const int ShortestSecret = 4;
    private volatile string[] secrets = [];

    /// <summary>Masks this value from now on. Very short values are left alone, because they would mask half of every line.</summary>
    public void Add(string? secret)
    {
        if (secret is null || secret.Length < ShortestSecret) return;
        lock (this)
        {
            // Longest first, so that a secret within another leaves nothing of the longer one.
            var inJson = JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
            secrets = [.. secrets.Append(secret).Append(Uri.EscapeDataString(secret)).Append(inJson).Distinct(StringComparer.Ordinal).OrderByDescending(s => s.Length)];
        }
    }

    public string Clean(string text)
    {
        foreach (var secret in secrets) text = text.Replace(secret, Mask, StringComparison.Ordinal);
        return Credential().Replace(text, match => match.Groups["name"].Value + Mask);
    }

    [GeneratedRegex("""
        (?<name>
            \b[\w-]*(?:token|secret|password|passphrase|api[-_]?key|access[-_]?key|private[-_]?key|signature|credential)s?\\?["']?\s*[:=]\s*\\?["']?
          | \bauthorization\\?["']?\s*[:=]\s*\\?["']?(?:(?:bearer|basic)\s+)?
          | \bbearer\s+
        )
        [^\s"'&,;\\}\]\[]+
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Credential();
}
