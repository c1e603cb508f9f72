using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Belt-hold, bullish when white and bearish when black: a long body without (a very short) shadow at the open.
/// </summary>
public sealed class BeltHold : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage bodyLong;
    private readonly CandleAverage veryShort;

    public BeltHold()
        : base(history: 0)
    {
        bodyLong = Average(CandleSetting.BodyLong, ago: 0);
        veryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlbelthold", "Belt-hold",
            "A long candle that opens at its extreme.",
            () => new BeltHold(), "belt-hold"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Signed(candle.Body > bodyLong.Value && (candle.IsWhite ? candle.LowerShadow : candle.UpperShadow) < veryShort.Value, candle.Color);
    }
}
