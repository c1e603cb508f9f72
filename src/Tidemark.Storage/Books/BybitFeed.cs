using System.Text.Json;

namespace Tidemark.Storage.Books;

/// <summary>
/// Bybit's order-book archives, one message a line: a snapshot, then deltas whose <c>u</c> counts on by one. The time of matching is <c>cts</c>,
/// that of sending <c>ts</c>; when it was received the files do not say.
/// <code>{"topic":"orderbook.500.XRPUSDT","type":"delta","ts":1733011200693,"data":{"s":"XRPUSDT","b":[["1.9531","6198"]],"a":[],"u":20254870,"seq":…},"cts":1733011200689}</code>
/// </summary>
internal sealed class BybitFeed(FeedLines lines) : IBookFeed
{
    public string Format => "bybit";

    public long SkippedLines { get; private set; }

    public bool TryRead(FeedMessage message)
    {
        while (lines.TryRead(out var line))
        {
            message.Clear();
            message.Line = lines.Number;
            try
            {
                var reader = new Utf8JsonReader(line);
                if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("the JSON is not an object");
                ReadObject(ref reader, message);
            }
            catch (JsonException failure)
            {
                throw new FormatException($"the JSON cannot be read: {failure.Message}");
            }
            if (message.LastId != FeedMessage.NoId && message.Kind != default)
            {
                // A service that starts anew numbers from 1: that update is a whole book.
                if (message.LastId == 1) message.Kind = BookMessageKind.Snapshot;
                return true;
            }
            SkippedLines++;
        }
        return false;
    }

    private static void ReadObject(ref Utf8JsonReader reader, FeedMessage message)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "data" when reader.TokenType == JsonTokenType.StartObject: ReadObject(ref reader, message); break;
                case "type": message.Kind = reader.ValueTextEquals("snapshot"u8) ? BookMessageKind.Snapshot : reader.ValueTextEquals("delta"u8) ? BookMessageKind.Update : default; break;
                case "cts": message.EventTime = checked(reader.GetInt64() * Instant.NanosecondsPerMillisecond); break;
                case "ts" when message.EventTime == 0: message.EventTime = checked(reader.GetInt64() * Instant.NanosecondsPerMillisecond); break;
                case "u": message.FirstId = message.LastId = reader.GetInt64(); break;
                case "b" when reader.TokenType == JsonTokenType.StartArray: FeedLevels.Read(ref reader, message.Bids); break;
                case "a" when reader.TokenType == JsonTokenType.StartArray: FeedLevels.Read(ref reader, message.Asks); break;
                default: reader.Skip(); break;
            }
        }
    }
}
