using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Separating lines, bullish when the second candle is white and bearish when it is black: two candles of opposite colours with the same
/// open, the second long and without (a very short) shadow at its open.
/// </summary>
public sealed class SeparatingLines : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage secondVeryShort;
    private readonly CandleAverage secondLong;
    private readonly CandleAverage firstEqual;

    public SeparatingLines()
        : base(history: 1)
    {
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
        secondLong = Average(CandleSetting.BodyLong, ago: 0);
        firstEqual = Average(CandleSetting.Equal, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlseparatinglines", "Separating lines",
            "Two candles of opposite colours from the same open, the second a belt-hold.",
            () => new SeparatingLines(), "separating-lines"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Signed(
            first.Color == -second.Color
            && second.Open <= first.Open + firstEqual.Value && second.Open >= first.Open - firstEqual.Value
            && second.Body > secondLong.Value
            && (second.IsWhite ? second.LowerShadow : second.UpperShadow) < secondVeryShort.Value,
            second.Color);
    }
}
