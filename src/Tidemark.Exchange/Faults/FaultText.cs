using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;

namespace Tidemark.Exchange.Faults;

/// <summary>What the scope of a fault needs to know of a request or a message, found without knowing its dialect.</summary>
internal static class FaultText
{
    private static readonly string[] StreamNames = ["channel"];
    private static readonly string[] RequestNames = ["method", "event", "type"];

    /// <summary>The account whose key is in a header, as it stands or inside a token; empty where there is none.</summary>
    public static string AccountOf(HttpRequest request, IReadOnlyList<ExchangeAccount> accounts)
    {
        foreach (var account in accounts)
        {
            if (account.Key is not { } key) continue;
            foreach (var header in request.Headers)
                foreach (var value in header.Value)
                    if (value == key.Key || (value is not null && value.Length > key.Key.Length && TokenNames(value, key.Key))) return account.Name;
        }
        return "";
    }

    /// <summary>The account whose key stands in a message; empty where there is none.</summary>
    public static string AccountOf(string message, IReadOnlyList<ExchangeAccount> accounts) =>
        accounts.FirstOrDefault(account => account.Key is { } key && message.Contains($"\"{key.Key}\"", StringComparison.Ordinal))?.Name ?? "";

    /// <summary>Whether a text names a symbol by itself, not as a part of a longer word.</summary>
    public static bool Names(string text, string symbol)
    {
        for (var at = text.IndexOf(symbol, StringComparison.Ordinal); at >= 0; at = text.IndexOf(symbol, at + 1, StringComparison.Ordinal))
        {
            var end = at + symbol.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end]))) return true;
        }
        return false;
    }

    /// <summary>The channel that a message says it belongs to; null for answers.</summary>
    public static string? ChannelOf(ReadOnlySpan<byte> message) => Find(message, StreamNames);

    /// <summary>What a message asks for.</summary>
    public static string MethodOf(string message) => Find(Encoding.UTF8.GetBytes(message), RequestNames) ?? "";

    private static string? Find(ReadOnlySpan<byte> message, string[] names)
    {
        var reader = new Utf8JsonReader(message);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName) continue;
                var isWanted = false;
                foreach (var name in names) isWanted |= reader.ValueTextEquals(name);
                reader.Read();
                if (isWanted && reader.TokenType == JsonTokenType.String) return reader.GetString();
                reader.TrySkip();
            }
        }
        catch (JsonException)
        {
            // Not JSON: it has no channel and no method.
        }
        return null;
    }

    private static bool TokenNames(string header, string key)
    {
        foreach (var part in header.Split(' ', '.'))
        {
            if (part.Length < key.Length || !Base64Url.IsValid(part)) continue;
            if (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part)).Contains($"\"{key}\"", StringComparison.Ordinal)) return true;
        }
        return false;
    }
}
