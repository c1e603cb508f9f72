using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Long line, bullish when white and bearish when black: a long body between short shadows.
/// </summary>
public sealed class LongLine : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage bodyLong;
    private readonly CandleAverage shadowShort;

    public LongLine()
        : base(history: 0)
    {
        bodyLong = Average(CandleSetting.BodyLong, ago: 0);
        shadowShort = Average(CandleSetting.ShadowShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdllongline", "Long line candle",
            "A long body between short shadows.",
            () => new LongLine(), "long-line"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Signed(
            candle.Body > bodyLong.Value && candle.UpperShadow < shadowShort.Value && candle.LowerShadow < shadowShort.Value,
            candle.Color);
    }
}
