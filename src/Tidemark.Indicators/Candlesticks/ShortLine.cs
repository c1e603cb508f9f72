using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Short line: a short body between short shadows. The sign is its colour.
/// </summary>
public sealed class ShortLine : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage bodyShort;
    private readonly CandleAverage shadowShort;

    public ShortLine()
        : base(history: 0)
    {
        bodyShort = Average(CandleSetting.BodyShort, ago: 0);
        shadowShort = Average(CandleSetting.ShadowShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlshortline", "Short line candle",
            "A short body between short shadows; the sign is its colour.",
            () => new ShortLine(), "short-line"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Signed(
            candle.Body < bodyShort.Value && candle.UpperShadow < shadowShort.Value && candle.LowerShadow < shadowShort.Value,
            candle.Color);
    }
}
