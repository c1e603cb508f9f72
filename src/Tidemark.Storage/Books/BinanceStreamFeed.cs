using System.Buffers.Text;
using System.Text.Json;

namespace Tidemark.Storage.Books;

/// <summary>
/// Raw Binance WebSocket messages as hftbacktest records them, one a line: the local time in nanoseconds, a space, and the JSON of a combined
/// stream or of a REST depth snapshot; spot, USD-M and COIN-M alike:
/// <code>
/// 1723161254206652067 {"lastUpdateId":50093239218,"bids":[["61837.63","3.788"]],"asks":[["61837.64","1.547"]]}
/// 1723161255319702566 {"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":…,"T":…,"U":…,"u":…,"pu":…,"b":[["61800.20","2.9"]],"a":[]}}
/// </code>
/// A recorder that lost updates says so with <c>{"e":"bookLost"}</c>: the book is unknown until the next snapshot.
/// What comes from a simulated exchange begins with <c>{"e":"simulated"}</c>.
/// A trade or an update counts at its transaction time <c>T</c>, where there is one, else at <c>E</c>; quotes of spot have neither.
/// </summary>
internal sealed class BinanceStreamFeed(FeedLines lines) : IBookFeed
{
    private FeedNumber first;
    private FeedNumber second;
    private FeedNumber third;
    private FeedNumber fourth;
    private Found found;
    private bool isBuyerMaker;
    private long eventTime;
    private long transactionTime;

    public string Format => "hftbacktest";

    public long SkippedLines { get; private set; }

    public bool IsSynthetic { get; private set; }

    public bool TryRead(FeedMessage message)
    {
        while (lines.TryRead(out var line))
        {
            message.Clear();
            message.Line = lines.Number;
            if (!Utf8Parser.TryParse(line, out long local, out var used) || used == line.Length || line[used] != ' ') throw new FormatException("the line does not begin with a time in nanoseconds and a space");
            message.ReceivedAt = local;
            Parse(line[(used + 1)..], message);
            if (Complete(message)) return true;
            if (found.HasFlag(Found.Simulated)) IsSynthetic = true;
            else SkippedLines++;
        }
        return false;
    }

    private void Parse(ReadOnlySpan<byte> json, FeedMessage message)
    {
        (found, isBuyerMaker, eventTime, transactionTime) = (Found.None, false, 0, 0);
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("the JSON is not an object");
            ReadObject(ref reader, message);
        }
        catch (JsonException failure)
        {
            throw new FormatException($"the JSON cannot be read: {failure.Message}");
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, FeedMessage message)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("data"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("'data' is not an object");
                ReadObject(ref reader, message);
            }
            else if (name.Length > 2)
            {
                ReadNamed(ref reader, message, name);
            }
            else
            {
                ReadShort(ref reader, message, name.Length == 1 ? name[0] : name.SequenceEqual("pu"u8) ? (byte)'<' : (byte)0);
            }
        }
    }

    private void ReadNamed(ref Utf8JsonReader reader, FeedMessage message, ReadOnlySpan<byte> name)
    {
        var (isId, isBids, isAsks) = (name.SequenceEqual("lastUpdateId"u8), name.SequenceEqual("bids"u8), name.SequenceEqual("asks"u8));
        reader.Read();
        if (isId)
        {
            message.LastId = reader.GetInt64();
            found |= Found.Snapshot;
        }
        else if (isBids || isAsks)
        {
            FeedLevels.Read(ref reader, isBids ? message.Bids : message.Asks);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadShort(ref Utf8JsonReader reader, FeedMessage message, byte name)
    {
        reader.Read();
        var isText = reader.TokenType == JsonTokenType.String;
        var isNumber = reader.TokenType == JsonTokenType.Number;
        switch ((char)name)
        {
            case 'e' when isText && reader.ValueTextEquals("bookLost"u8): found |= Found.Loss; return;
            case 'e' when isText && reader.ValueTextEquals("simulated"u8): found |= Found.Simulated; return;
            case 'E' when isNumber: eventTime = reader.GetInt64(); return;
            case 'T' when isNumber: transactionTime = reader.GetInt64(); return;
            case 'U' when isNumber: message.FirstId = reader.GetInt64(); found |= Found.Update; return;
            case 'u' when isNumber: message.LastId = reader.GetInt64(); return;
            case '<' when isNumber: message.PreviousId = reader.GetInt64(); return;
            case 't' when isNumber: message.LastId = reader.GetInt64(); found |= Found.Trade; return;
            case 'a' when isNumber: if (message.LastId == FeedMessage.NoId) message.LastId = reader.GetInt64(); return;
            case 'm': isBuyerMaker = reader.TokenType == JsonTokenType.True; return;
            case 'p' when isText: first = FeedNumber.Parse(reader.ValueSpan); found |= Found.Price; return;
            case 'q' when isText: second = FeedNumber.Parse(reader.ValueSpan); found |= Found.Quantity; return;
            case 'b' when isText: first = FeedNumber.Parse(reader.ValueSpan); found |= Found.Quote; return;
            case 'B' when isText: second = FeedNumber.Parse(reader.ValueSpan); return;
            case 'a' when isText: third = FeedNumber.Parse(reader.ValueSpan); return;
            case 'A' when isText: fourth = FeedNumber.Parse(reader.ValueSpan); found |= Found.QuoteAsk; return;
            case 'b' when reader.TokenType == JsonTokenType.StartArray: FeedLevels.Read(ref reader, message.Bids); return;
            case 'a' when reader.TokenType == JsonTokenType.StartArray: FeedLevels.Read(ref reader, message.Asks); return;
            default: reader.Skip(); return;
        }
    }

    private bool Complete(FeedMessage message)
    {
        message.EventTime = checked((transactionTime != 0 ? transactionTime : eventTime) * Instant.NanosecondsPerMillisecond);
        if (found.HasFlag(Found.Loss)) message.Kind = BookMessageKind.Gap;
        else if (found.HasFlag(Found.Snapshot)) message.Kind = BookMessageKind.Snapshot;
        else if (found.HasFlag(Found.Update)) message.Kind = BookMessageKind.Update;
        else if (found.HasFlag(Found.Quote | Found.QuoteAsk))
        {
            message.Kind = BookMessageKind.Quote;
            message.Bids.Add((first, second));
            message.Asks.Add((third, fourth));
        }
        else if (found.HasFlag(Found.Price | Found.Quantity) && first.Digits > 0 && second.Digits > 0 && message.LastId != FeedMessage.NoId)
        {
            // The maker of a trade was the buyer: the seller took.
            message.Kind = isBuyerMaker ? BookMessageKind.SellTrade : BookMessageKind.BuyTrade;
            (isBuyerMaker ? message.Bids : message.Asks).Add((first, second));
        }
        else
        {
            return false;
        }
        return true;
    }

    [Flags]
    private enum Found
    {
        None = 0,
        Snapshot = 1,
        Update = 2,
        Trade = 4,
        Price = 8,
        Quantity = 16,
        Quote = 32,
        QuoteAsk = 64,
        Loss = 128,
        Simulated = 256,
    }
}
