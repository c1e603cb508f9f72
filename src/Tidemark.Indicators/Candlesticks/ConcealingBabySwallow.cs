using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Concealing baby swallow, bullish: four black candles; the first two without (very short) shadows; the third gaps below the second body,
/// with an upper shadow that is not very short and reaches above the second close; the fourth contains the third, shadows included.
/// </summary>
public sealed class ConcealingBabySwallow : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstVeryShort;
    private readonly CandleAverage secondVeryShort;
    private readonly CandleAverage thirdVeryShort;

    public ConcealingBabySwallow()
        : base(history: 3)
    {
        firstVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 3);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 2);
        thirdVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlconcealbabyswall", "Concealing baby swallow",
            "Four black candles, the last swallowing the third with its shadows: bullish.",
            () => new ConcealingBabySwallow(), "concealing-baby-swallow"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(3);
        ref readonly var second = ref Ago(2);
        ref readonly var third = ref Ago(1);
        ref readonly var fourth = ref Ago(0);
        return Bull(first.IsBlack && second.IsBlack && third.IsBlack && fourth.IsBlack
            && first.LowerShadow < firstVeryShort.Value && first.UpperShadow < firstVeryShort.Value
            && second.LowerShadow < secondVeryShort.Value && second.UpperShadow < secondVeryShort.Value
            && third.GapsBelow(second) && third.UpperShadow > thirdVeryShort.Value && third.High > second.Close
            && fourth.High > third.High && fourth.Low < third.Low);
    }
}
