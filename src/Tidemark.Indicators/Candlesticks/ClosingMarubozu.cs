using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Closing marubozu, bullish when white and bearish when black: a long body without (a very short) shadow at the close.
/// </summary>
public sealed class ClosingMarubozu : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage bodyLong;
    private readonly CandleAverage veryShort;

    public ClosingMarubozu()
        : base(history: 0)
    {
        bodyLong = Average(CandleSetting.BodyLong, ago: 0);
        veryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlclosingmarubozu", "Closing marubozu",
            "A long candle that closes at its extreme.",
            () => new ClosingMarubozu(), "closing-marubozu"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Signed(candle.Body > bodyLong.Value && (candle.IsWhite ? candle.UpperShadow : candle.LowerShadow) < veryShort.Value, candle.Color);
    }
}
