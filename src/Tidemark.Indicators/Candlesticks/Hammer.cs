using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Hammer, bullish: a short body with a long lower and a very short upper shadow, the body at or near the low of the candle before (or
/// below it).
/// </summary>
public sealed class Hammer : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage secondShort;
    private readonly CandleAverage secondVeryShort;
    private readonly CandleAverage firstNear;

    public Hammer()
        : base(history: 1)
    {
        secondShort = Average(CandleSetting.BodyShort, ago: 0);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
        firstNear = Average(CandleSetting.Near, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlhammer", "Hammer",
            "A short body on a long lower shadow, near or below the low before: bullish.",
            () => new Hammer(), "hammer"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bull(second.Body < secondShort.Value
            && second.LowerShadow > second.LongShadow && second.UpperShadow < secondVeryShort.Value
            && second.BodyBottom <= first.Low + firstNear.Value);
    }
}
