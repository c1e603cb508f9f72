using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Spinning top: a short body between shadows that are both longer than it. The sign is its colour.
/// </summary>
public sealed class SpinningTop : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage bodyShort;

    public SpinningTop()
        : base(history: 0)
    {
        bodyShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlspinningtop", "Spinning top",
            "A short body between two longer shadows; the sign is its colour.",
            () => new SpinningTop(), "spinning-top"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Signed(
            candle.Body < bodyShort.Value && candle.UpperShadow > candle.Body && candle.LowerShadow > candle.Body,
            candle.Color);
    }
}
