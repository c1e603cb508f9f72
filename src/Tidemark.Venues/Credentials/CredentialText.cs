using System.Text.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Credentials;

/// <summary>Credentials as JSON: <c>{"version":1,"credentials":[{"venue":…,"environment":…,"account":…,"key":…,"secret":…,"passphrase":…}]}</c>.</summary>
internal static class CredentialText
{
    public const int Version = 1;

    public static byte[] Write(IReadOnlyList<VenueCredential> credentials)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteStartArray("credentials");
            foreach (var credential in credentials)
            {
                writer.WriteStartObject();
                writer.WriteString("venue", credential.Id.Venue);
                writer.WriteString("environment", NameOf(credential.Id.Environment));
                writer.WriteString("account", credential.Id.Account);
                writer.WriteString("key", credential.Key);
                writer.WriteString("secret", credential.Secret);
                if (credential.Passphrase is { } phrase) writer.WriteString("passphrase", phrase);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <exception cref="BadInputException">The text is not such a list; the message names the path, never a value.</exception>
    public static IReadOnlyList<VenueCredential> Read(ReadOnlyMemory<byte> text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var version = document.RootElement.GetProperty("version").GetInt32();
            if (version > Version) throw new BadInputException($"{path}: was written by a newer version of the program (format {version}, this one knows {Version})");
            var credentials = new List<VenueCredential>();
            foreach (var item in document.RootElement.GetProperty("credentials").EnumerateArray()) credentials.Add(ReadOne(item, path));
            if (credentials.GroupBy(c => c.Id).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new BadInputException($"{path}: {twice.Key} is there twice; remove one");
            return [.. credentials.OrderBy(c => c.Id.Venue, StringComparer.Ordinal).ThenBy(c => c.Id.Environment).ThenBy(c => c.Id.Account, StringComparer.Ordinal)];
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // The message of the cause may hold a piece of the text.
            throw new BadInputException($"{path}: is not a list of credentials; see docs/credentials.md for its form");
        }
    }

    public static bool TryEnvironment(string? name, out VenueEnvironment environment)
    {
        environment = name == "testnet" ? VenueEnvironment.Testnet : VenueEnvironment.Live;
        return name is "live" or "testnet";
    }

    private static VenueCredential ReadOne(JsonElement item, string path)
    {
        var environment = item.GetProperty("environment").GetString();
        if (!TryEnvironment(environment, out var bound)) throw new BadInputException($"{path}: the environment of a credential is live or testnet");
        var account = item.TryGetProperty("account", out var name) ? name.GetString()! : CredentialId.DefaultAccount;
        return new VenueCredential(new CredentialId(item.GetProperty("venue").GetString()!, bound, account), item.GetProperty("key").GetString() ?? "",
            CredentialForm.Normalise(item.GetProperty("secret").GetString() ?? ""), item.TryGetProperty("passphrase", out var phrase) ? phrase.GetString() : null, path);
    }

    private static string NameOf(VenueEnvironment environment) => environment.ToString().ToLowerInvariant();
}
