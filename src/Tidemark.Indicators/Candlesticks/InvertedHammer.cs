using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Inverted hammer, bullish: a short body with a long upper and a very short lower shadow that gaps below the body of the candle before.
/// </summary>
public sealed class InvertedHammer : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage secondShort;
    private readonly CandleAverage secondVeryShort;

    public InvertedHammer()
        : base(history: 1)
    {
        secondShort = Average(CandleSetting.BodyShort, ago: 0);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlinvertedhammer", "Inverted hammer",
            "A short body under a long upper shadow, gapping below the body before: bullish.",
            () => new InvertedHammer(), "inverted-hammer"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bull(second.Body < secondShort.Value
            && second.UpperShadow > second.LongShadow && second.LowerShadow < secondVeryShort.Value
            && second.GapsBelow(first));
    }
}
