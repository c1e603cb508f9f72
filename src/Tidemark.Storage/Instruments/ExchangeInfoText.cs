using System.Text.Json;

namespace Tidemark.Storage.Instruments;

/// <summary>Finds the answer in a file: the answer itself, one kept under <c>http_response</c>, or a recording in which it follows its address.</summary>
internal static class ExchangeInfoText
{
    private static ReadOnlySpan<byte> Address => "exchangeInfo"u8;

    /// <summary>Whether the bytes can hold an answer at all; a table begins with neither.</summary>
    public static bool Looks(ReadOnlySpan<byte> text)
    {
        var start = text.TrimStart(" \t\r\n\uFEFF"u8);
        return start.StartsWith("{"u8) || start.StartsWith("["u8) || start[..Math.Min(start.Length, 4_096)].IndexOf(Address) >= 0 || (start.StartsWith("http"u8) && start.IndexOf(Address) >= 0);
    }

    /// <exception cref="BadInputException">It is not JSON; the message names file and place.</exception>
    public static JsonDocument Parse(string fileName, ReadOnlySpan<byte> text)
    {
        var start = text.TrimStart(" \t\r\n\uFEFF"u8);
        if (!start.StartsWith("{"u8) && !start.StartsWith("["u8))
        {
            start = start[start.IndexOf(Address)..];
            var brace = start.IndexOf((byte)'{');
            start = brace < 0 ? [] : start[brace..];
        }
        try
        {
            var reader = new Utf8JsonReader(start, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException failure)
        {
            throw new BadInputException($"{fileName}: not valid JSON: {failure.Message}", failure);
        }
    }

    /// <summary>The answer inside what a recorder wrapped around it.</summary>
    public static JsonElement Unwrap(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && !root.TryGetProperty("symbols", out _) && root.TryGetProperty("http_response", out var inner) ? inner : root;
}
