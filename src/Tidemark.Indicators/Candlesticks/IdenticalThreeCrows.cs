using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Identical three crows, bearish: three black candles with very short lower shadows and ever lower closes, the second and third opening at
/// the same price as the close before.
/// </summary>
public sealed class IdenticalThreeCrows : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstVeryShort;
    private readonly CandleAverage secondVeryShort;
    private readonly CandleAverage thirdVeryShort;
    private readonly CandleAverage firstEqual;
    private readonly CandleAverage secondEqual;

    public IdenticalThreeCrows()
        : base(history: 2)
    {
        firstVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 2);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 1);
        thirdVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
        firstEqual = Average(CandleSetting.Equal, ago: 2);
        secondEqual = Average(CandleSetting.Equal, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlidentical3crows", "Identical three crows",
            "Three black candles, each opening where the one before closed: bearish.",
            () => new IdenticalThreeCrows(), "identical-three-crows"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bear(first.IsBlack && first.LowerShadow < firstVeryShort.Value
            && second.IsBlack && second.LowerShadow < secondVeryShort.Value
            && third.IsBlack && third.LowerShadow < thirdVeryShort.Value
            && first.Close > second.Close && second.Close > third.Close
            && second.Open <= first.Close + firstEqual.Value && second.Open >= first.Close - firstEqual.Value
            && third.Open <= second.Close + secondEqual.Value && third.Open >= second.Close - secondEqual.Value);
    }
}
