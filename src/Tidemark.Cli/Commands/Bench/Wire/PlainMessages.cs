using System.Text.Json.Serialization;

namespace Tidemark.Cli.Commands.Bench.Wire;

/// <summary>The messages as objects, exact numbers as decimals.</summary>
internal static class PlainMessages
{
    internal sealed record Wrapped<T>([property: JsonPropertyName("stream")] string Stream, [property: JsonPropertyName("data")] T Data);

    internal sealed record DepthMessage(
        [property: JsonPropertyName("e")] string Event, [property: JsonPropertyName("E")] long Time, [property: JsonPropertyName("s")] string Symbol,
        [property: JsonPropertyName("U")] long FirstId, [property: JsonPropertyName("u")] long LastId,
        [property: JsonPropertyName("b")] decimal[][] Bids, [property: JsonPropertyName("a")] decimal[][] Asks);

    internal sealed record KlineMessage(
        [property: JsonPropertyName("e")] string Event, [property: JsonPropertyName("E")] long Time, [property: JsonPropertyName("s")] string Symbol,
        [property: JsonPropertyName("k")] KlineBar Bar);

    internal sealed record KlineBar(
        [property: JsonPropertyName("t")] long OpenTime, [property: JsonPropertyName("T")] long CloseTime, [property: JsonPropertyName("i")] string Interval,
        [property: JsonPropertyName("o")] double Open, [property: JsonPropertyName("c")] double Close, [property: JsonPropertyName("h")] double High,
        [property: JsonPropertyName("l")] double Low, [property: JsonPropertyName("v")] double Volume, [property: JsonPropertyName("n")] long Trades,
        [property: JsonPropertyName("x")] bool IsClosed, [property: JsonPropertyName("q")] double QuoteVolume,
        [property: JsonPropertyName("V")] double TakerVolume, [property: JsonPropertyName("Q")] double TakerQuoteVolume);

    internal sealed record TradeMessage(
        [property: JsonPropertyName("e")] string Event, [property: JsonPropertyName("E")] long Time, [property: JsonPropertyName("s")] string Symbol,
        [property: JsonPropertyName("t")] long Id, [property: JsonPropertyName("p")] decimal Price, [property: JsonPropertyName("q")] decimal Quantity,
        [property: JsonPropertyName("T")] long TradeTime, [property: JsonPropertyName("m")] bool IsBuyerMaker);
}
