using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tidemark.Venues.Binance.Wire;

/// <summary>Writes a message again without escapes. No venue escapes names and numbers, so this may take its time.</summary>
internal static class EscapedText
{
    public static bool TryResolve(ReadOnlySpan<byte> message, out byte[] plain)
    {
        plain = [];
        try
        {
            var reader = new Utf8JsonReader(message);
            using var document = JsonDocument.ParseValue(ref reader);
            if (!message[(int)reader.BytesConsumed..].Trim(" \r\n\t"u8).IsEmpty) return false;
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) document.RootElement.WriteTo(writer);
            plain = buffer.ToArray();
            return true;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
