using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Harami cross, bullish after a black and bearish after a white candle: a long body, and a doji within it. 100 where both ends lie inside
/// the first body, 80 where an end is the same.
/// </summary>
public sealed class HaramiCross : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondDoji;

    public HaramiCross()
        : base(history: 1)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
        secondDoji = Average(CandleSetting.BodyDoji, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlharamicross", "Harami cross",
            "A long body and a doji inside it (80 where an end is equal).",
            () => new HaramiCross(), "harami-cross"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        if (first.Body <= firstLong.Value || second.Body > secondDoji.Value || second.BodyTop > first.BodyTop || second.BodyBottom < first.BodyBottom) return 0;
        var isInside = second.BodyTop < first.BodyTop && second.BodyBottom > first.BodyBottom;
        return -first.Color * (isInside ? 100 : 80);
    }
}
