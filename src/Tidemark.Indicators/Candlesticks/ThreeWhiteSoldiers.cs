using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Three white soldiers, bullish: three white candles with very short upper shadows and ever higher closes; the second and third open above
/// the open before, within or near the body before, and their bodies are not far shorter than the one before; the third body is not short.
/// </summary>
public sealed class ThreeWhiteSoldiers : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstVeryShort;
    private readonly CandleAverage secondVeryShort;
    private readonly CandleAverage thirdVeryShort;
    private readonly CandleAverage firstNear;
    private readonly CandleAverage secondNear;
    private readonly CandleAverage firstFar;
    private readonly CandleAverage secondFar;
    private readonly CandleAverage thirdShort;

    public ThreeWhiteSoldiers()
        : base(history: 2)
    {
        firstVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 2);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 1);
        thirdVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
        firstNear = Average(CandleSetting.Near, ago: 2);
        secondNear = Average(CandleSetting.Near, ago: 1);
        firstFar = Average(CandleSetting.Far, ago: 2);
        secondFar = Average(CandleSetting.Far, ago: 1);
        thirdShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdl3whitesoldiers", "Three advancing white soldiers",
            "Three white candles in steps upwards, each closing near its high: bullish.",
            () => new ThreeWhiteSoldiers(), "three-white-soldiers", "three-advancing-white-soldiers"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bull(first.IsWhite && first.UpperShadow < firstVeryShort.Value
            && second.IsWhite && second.UpperShadow < secondVeryShort.Value
            && third.IsWhite && third.UpperShadow < thirdVeryShort.Value
            && third.Close > second.Close && second.Close > first.Close
            && second.Open > first.Open && second.Open <= first.Close + firstNear.Value
            && third.Open > second.Open && third.Open <= second.Close + secondNear.Value
            && second.Body > first.Body - firstFar.Value && third.Body > second.Body - secondFar.Value
            && third.Body > thirdShort.Value);
    }
}
