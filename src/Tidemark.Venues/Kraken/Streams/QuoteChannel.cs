using System.Text.Json;
using Tidemark.Venues.Books;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Kraken.Wire;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Kraken.Streams;

/// <summary>The best bid and ask from <c>ticker</c> at every change of them; one that is older than the last one is left out.</summary>
internal sealed class QuoteChannel(MarketSubscription subscription, KrakenPair pair, IMarketListener listener, RecoveryGate recovery)
    : FeedChannel(subscription, pair, "ticker", ",\"event_trigger\":\"bbo\"", listener, recovery)
{
    private Quote last;

    public override void Connected() => last = default;

    /// <example><c>{"symbol":"BTC/USD","bid":105944.2,"bid_qty":2.5,"ask":105944.3,"ask_qty":3.2,"last":105899.4,"timestamp":"2022-12-25T09:30:59.123456Z"}</c></example>
    protected override void Read(ReadOnlySpan<byte> item, bool isSnapshot, Instant receivedAt)
    {
        var (bid, bidQuantity, ask, askQuantity) = (0.0, 0.0, 0.0, 0.0);
        var time = receivedAt;
        var reader = new Utf8JsonReader(item);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("bid"u8)) bid = reader.GetDouble();
            else if (name.SequenceEqual("bid_qty"u8)) bidQuantity = reader.GetDouble();
            else if (name.SequenceEqual("ask"u8)) ask = reader.GetDouble();
            else if (name.SequenceEqual("ask_qty"u8)) askQuantity = reader.GetDouble();
            else if (name.SequenceEqual("timestamp"u8)) time = MessageTime.Read(reader.ValueSpan);
            else reader.Skip();
        }
        var quote = new Quote(time, bid, bidQuantity, ask, askQuantity);
        // A side without orders is written as zero.
        if (bid == 0 || ask == 0 || time < last.Time || quote == last) return;
        if (quote.Defect() is { } defect) throw new FormatException(defect);
        last = quote;
        Listener.OnQuote(Index, quote, receivedAt);
    }
}
