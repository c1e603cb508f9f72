using System.Text.Json;

namespace Tidemark.Venues.Kraken.Wire;

/// <summary>The outer part of a message of version 2: where it belongs, and where its data are.</summary>
/// <example><c>{"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"buy","price":105944.2,"qty":0.00027625,"ord_type":"limit","trade_id":10218208,"timestamp":"2023-10-06T17:35:55.440295Z"}]}</c></example>
internal readonly ref struct SocketMessage
{
    private SocketMessage(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> data, bool isSnapshot, long sequence)
    {
        Channel = channel;
        Data = data;
        IsSnapshot = isSnapshot;
        Sequence = sequence;
    }

    /// <summary>Empty for answers to requests.</summary>
    public ReadOnlySpan<byte> Channel { get; }

    /// <summary>The array or object of data.</summary>
    public ReadOnlySpan<byte> Data { get; }

    public bool IsSnapshot { get; }

    /// <summary>-1 where it has none.</summary>
    public long Sequence { get; }

    /// <exception cref="JsonException">It is not JSON.</exception>
    public static SocketMessage Read(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        ReadOnlySpan<byte> channel = [];
        ReadOnlySpan<byte> data = [];
        var isSnapshot = false;
        var sequence = -1L;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a message is not an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("channel"u8)) channel = reader.ValueSpan;
            else if (name.SequenceEqual("type"u8)) isSnapshot = reader.ValueTextEquals("snapshot"u8);
            else if (name.SequenceEqual("sequence"u8) && reader.TokenType == JsonTokenType.Number) sequence = reader.GetInt64();
            else if (name.SequenceEqual("data"u8))
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                data = message[start..(int)reader.BytesConsumed];
            }
            else reader.Skip();
        }
        return new SocketMessage(channel, data, isSnapshot, sequence);
    }
}
