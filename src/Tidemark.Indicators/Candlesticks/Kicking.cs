using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Kicking, bullish when the second candle is white and bearish when it is black: two marubozu (long bodies with very short shadows) of
/// opposite colours, the second wholly above a black or below a white first.
/// </summary>
public sealed class Kicking : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondLong;
    private readonly CandleAverage firstVeryShort;
    private readonly CandleAverage secondVeryShort;

    public Kicking()
        : base(history: 1)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
        secondLong = Average(CandleSetting.BodyLong, ago: 0);
        firstVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 1);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlkicking", "Kicking",
            "Two marubozu of opposite colours with a gap between.",
            () => new Kicking(), "kicking"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Signed(
            first.Color == -second.Color
            && first.Body > firstLong.Value && first.UpperShadow < firstVeryShort.Value && first.LowerShadow < firstVeryShort.Value
            && second.Body > secondLong.Value && second.UpperShadow < secondVeryShort.Value && second.LowerShadow < secondVeryShort.Value
            && (first.IsBlack ? second.IsWhollyAbove(first) : second.IsWhollyBelow(first)),
            second.Color);
    }
}
