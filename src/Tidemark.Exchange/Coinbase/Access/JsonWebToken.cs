using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Tidemark.Exchange.Coinbase.Access;

/// <summary>A JSON Web Token, taken apart and not yet believed. Source: RFC 7515, RFC 7519.</summary>
internal sealed class JsonWebToken
{
    private const int Longest = 4_096;

    private JsonWebToken(JsonElement header, JsonElement claims, byte[] signed, byte[] signature) =>
        (Header, Claims, Signed, Signature) = (header, claims, signed, signature);

    public JsonElement Header { get; }

    public JsonElement Claims { get; }

    /// <summary>What the signature is made of.</summary>
    public byte[] Signed { get; }

    public byte[] Signature { get; }

    /// <returns>Null where it is not one.</returns>
    public static JsonWebToken? Read(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3 || text.Length > Longest) return null;
        try
        {
            var (header, claims) = (Object(parts[0]), Object(parts[1]));
            return header is null || claims is null ? null
                : new JsonWebToken(header.Value, claims.Value, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <returns>Null where the claim is not there or not a text.</returns>
    public static string? TextOf(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Seconds of Unix time.</summary>
    public long? SecondsOf(string name) =>
        Claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && Math.Abs(seconds) < 1e10 ? (long)seconds : null;

    private static JsonElement? Object(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }
}
