using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Three black crows, bearish: after a white candle three black ones with very short lower shadows, each of the later two opening within
/// the body before it, each closing lower; the first of them closes below the high of the white candle.
/// </summary>
public sealed class ThreeBlackCrows : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage secondVeryShort;
    private readonly CandleAverage thirdVeryShort;
    private readonly CandleAverage fourthVeryShort;

    public ThreeBlackCrows()
        : base(history: 3)
    {
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 2);
        thirdVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 1);
        fourthVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdl3blackcrows", "Three black crows",
            "Three black candles in steps downwards, each closing near its low, after a white one: bearish.",
            () => new ThreeBlackCrows(), "three-black-crows"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(3);
        ref readonly var second = ref Ago(2);
        ref readonly var third = ref Ago(1);
        ref readonly var fourth = ref Ago(0);
        return Bear(first.IsWhite
            && second.IsBlack && second.LowerShadow < secondVeryShort.Value
            && third.IsBlack && third.LowerShadow < thirdVeryShort.Value
            && fourth.IsBlack && fourth.LowerShadow < fourthVeryShort.Value
            && third.Open < second.Open && third.Open > second.Close
            && fourth.Open < third.Open && fourth.Open > third.Close
            && first.High > second.Close && second.Close > third.Close && third.Close > fourth.Close);
    }
}
