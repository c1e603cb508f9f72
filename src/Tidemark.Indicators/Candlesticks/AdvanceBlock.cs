using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Advance block, bearish: three white candles with ever higher closes, the second and third opening above the open before and within or
/// near the body before; the first long with a short upper shadow; and the advance weakens in one of four ways: the second is far smaller
/// than the first and the third not longer than the second (nearly); or the third is far smaller than the second; or the bodies shrink
/// twice and the second or third has more than a short upper shadow; or the third is smaller than the second with a long upper shadow.
/// </summary>
public sealed class AdvanceBlock : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstShadowShort;
    private readonly CandleAverage secondShadowShort;
    private readonly CandleAverage thirdShadowShort;
    private readonly CandleAverage firstNear;
    private readonly CandleAverage secondNear;
    private readonly CandleAverage firstFar;
    private readonly CandleAverage secondFar;
    private readonly CandleAverage firstLong;

    public AdvanceBlock()
        : base(history: 2)
    {
        firstShadowShort = Average(CandleSetting.ShadowShort, ago: 2);
        secondShadowShort = Average(CandleSetting.ShadowShort, ago: 1);
        thirdShadowShort = Average(CandleSetting.ShadowShort, ago: 0);
        firstNear = Average(CandleSetting.Near, ago: 2);
        secondNear = Average(CandleSetting.Near, ago: 1);
        firstFar = Average(CandleSetting.Far, ago: 2);
        secondFar = Average(CandleSetting.Far, ago: 1);
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdladvanceblock", "Advance block",
            "Three white candles whose advance loses strength: bearish.",
            () => new AdvanceBlock(), "advance-block"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bear(first.IsWhite && second.IsWhite && third.IsWhite
            && third.Close > second.Close && second.Close > first.Close
            && second.Open > first.Open && second.Open <= first.Close + firstNear.Value
            && third.Open > second.Open && third.Open <= second.Close + secondNear.Value
            && first.Body > firstLong.Value && first.UpperShadow < firstShadowShort.Value
            && ((second.Body < first.Body - firstFar.Value && third.Body < second.Body + secondNear.Value)
                || third.Body < second.Body - secondFar.Value
                || (third.Body < second.Body && second.Body < first.Body
                    && (third.UpperShadow > thirdShadowShort.Value || second.UpperShadow > secondShadowShort.Value))
                || (third.Body < second.Body && third.UpperShadow > third.LongShadow)));
    }
}
