using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Harami, bullish after a black and bearish after a white candle: a long body, and a short body within it. 100 where both ends lie inside
/// the first body, 80 where an end is the same.
/// </summary>
public sealed class Harami : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondShort;

    public Harami()
        : base(history: 1)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
        secondShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlharami", "Harami",
            "A long body and a short body inside it (80 where an end is equal).",
            () => new Harami(), "harami"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        if (first.Body <= firstLong.Value || second.Body > secondShort.Value || second.BodyTop > first.BodyTop || second.BodyBottom < first.BodyBottom) return 0;
        var isInside = second.BodyTop < first.BodyTop && second.BodyBottom > first.BodyBottom;
        return -first.Color * (isInside ? 100 : 80);
    }
}
