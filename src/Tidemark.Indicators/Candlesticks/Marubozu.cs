using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Marubozu, bullish when white and bearish when black: a long body with very short shadows.
/// </summary>
public sealed class Marubozu : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage bodyLong;
    private readonly CandleAverage veryShort;

    public Marubozu()
        : base(history: 0)
    {
        bodyLong = Average(CandleSetting.BodyLong, ago: 0);
        veryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlmarubozu", "Marubozu",
            "A long body with hardly any shadow.",
            () => new Marubozu(), "marubozu"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Signed(
            candle.Body > bodyLong.Value && candle.UpperShadow < veryShort.Value && candle.LowerShadow < veryShort.Value,
            candle.Color);
    }
}
