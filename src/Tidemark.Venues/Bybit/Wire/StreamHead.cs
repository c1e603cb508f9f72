using System.Text.Json;

namespace Tidemark.Venues.Bybit.Wire;

/// <summary>What a message of a stream begins with: its topic. Answers to what we sent have none.</summary>
internal static class StreamHead
{
    /// <summary>The topic of a message; empty where it has none.</summary>
    /// <exception cref="JsonException">The message is no JSON.</exception>
    public static ReadOnlySpan<byte> Topic(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTopic = reader.ValueTextEquals("topic"u8);
            if (!reader.Read()) break;
            if (isTopic) return reader.TokenType == JsonTokenType.String ? reader.ValueSpan : default;
            reader.Skip();
        }
        return default;
    }
}
