using System.Text.Json;

namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>What surrounds the events of a message, read without copying them.</summary>
/// <example><c>{"channel":"l2_data","client_id":"","timestamp":"2026-04-07T14:30:00.123456Z","sequence_num":0,"events":[…]}</c></example>
/// <remarks>Source: Coinbase's documentation, "Advanced Trade WebSocket Channels".</remarks>
internal readonly ref struct StreamEnvelope
{
    /// <summary>The channel as its messages name it; empty where the message has none.</summary>
    public string Channel { get; private init; }

    /// <summary>Counts the messages of a connection without holes; -1 where the message has none.</summary>
    public long Sequence { get; private init; }

    public Instant Time { get; private init; }

    /// <summary>The array of events.</summary>
    public ReadOnlySpan<byte> Events { get; private init; }

    /// <summary>What the venue complains of; empty where it does not.</summary>
    public string Error { get; private init; }

    /// <exception cref="FormatException">It is not such a message; or another exception that says so.</exception>
    public static StreamEnvelope Read(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        var (channel, type, text, sequence, time, events) = ("", "", "", -1L, Instant.MinValue, default(Range));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("a message is not an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("channel"u8)) channel = NextText(ref reader);
            else if (reader.ValueTextEquals("type"u8)) type = NextText(ref reader);
            else if (reader.ValueTextEquals("message"u8)) text = NextText(ref reader);
            else if (reader.ValueTextEquals("timestamp"u8)) time = Instant.Parse(NextText(ref reader));
            else if (reader.ValueTextEquals("sequence_num"u8))
            {
                reader.Read();
                sequence = reader.GetInt64();
            }
            else
            {
                var isEvents = reader.ValueTextEquals("events"u8);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isEvents) events = start..(int)reader.BytesConsumed;
            }
        }
        return new StreamEnvelope { Channel = channel, Sequence = sequence, Time = time, Events = message[events], Error = type == "error" ? text.Length > 0 ? text : "error" : "" };
    }

    private static string NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? "";
    }
}
