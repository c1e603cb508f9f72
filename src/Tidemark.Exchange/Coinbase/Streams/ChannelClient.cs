using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Sockets;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Coinbase.Streams;

/// <summary>One WebSocket: what it has subscribed to, and the number of its next message; used on the exchange's thread only.</summary>
/// <param name="isUser">Whether it came to the endpoint that has the user's channels only.</param>
internal sealed class ChannelClient(StreamConnection connection, bool isUser, Instant joinedAt)
{
    private long nextNumber;

    public StreamConnection Connection { get; } = connection;

    public bool IsUser { get; } = isUser;

    /// <summary>When it was last sent anything, or came.</summary>
    public Instant LastSentAt { get; private set; } = joinedAt;

    /// <summary>Products by channel; none for a channel without products, or for all of the user's.</summary>
    public SortedDictionary<string, SortedSet<string>> Channels { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose orders it hears of.</summary>
    public ExchangeAccount? Account { get; set; }

    public long HeartbeatCount { get; set; }

    /// <summary>Whether it hears of a product on a channel.</summary>
    public bool Hears(string channel, string product) => Channels.TryGetValue(channel, out var products) && (products.Count == 0 || products.Contains(product));

    /// <param name="events">A JSON array.</param>
    public void Send(string channel, byte[] events, Instant now)
    {
        LastSentAt = now;
        var number = nextNumber++;
        Connection.Send(JsonBody.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("channel", channel);
            json.WriteString("client_id", "");
            json.Put("timestamp", now);
            json.WriteNumber("sequence_num", number);
            json.WritePropertyName("events");
            json.WriteRawValue(events, skipInputValidation: true);
            json.WriteEndObject();
        }), account: channel == "user" ? Account?.Name : null);
    }

    public void SendError(string message) => Connection.Send(JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "error");
        json.WriteString("message", message);
        json.WriteEndObject();
    }));
}
