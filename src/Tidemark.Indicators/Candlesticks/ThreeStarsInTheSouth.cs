using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Three stars in the south, bullish: three black candles; the first long with a long lower shadow; the second with a smaller body, opening
/// above the first close but within its range, trading below that close but not below its low, with a lower shadow that is not very short;
/// the third short, with very short shadows, within the range of the second.
/// </summary>
public sealed class ThreeStarsInTheSouth : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondVeryShort;
    private readonly CandleAverage thirdVeryShort;
    private readonly CandleAverage thirdShort;

    public ThreeStarsInTheSouth()
        : base(history: 2)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 1);
        thirdVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
        thirdShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdl3starsinsouth", "Three stars in the south",
            "Three black candles that lose strength, each within reach of the one before: bullish.",
            () => new ThreeStarsInTheSouth(), "three-stars-in-the-south"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bull(first.IsBlack && second.IsBlack && third.IsBlack
            && first.Body > firstLong.Value && first.LowerShadow > first.LongShadow
            && second.Body < first.Body
            && second.Open > first.Close && second.Open <= first.High
            && second.Low < first.Close && second.Low >= first.Low
            && second.LowerShadow > secondVeryShort.Value
            && third.Body < thirdShort.Value
            && third.LowerShadow < thirdVeryShort.Value && third.UpperShadow < thirdVeryShort.Value
            && third.Low > second.Low && third.High < second.High);
    }
}
