using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// High-wave candle: a short body between very long shadows. The sign is its colour.
/// </summary>
public sealed class HighWave : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage bodyShort;

    public HighWave()
        : base(history: 0)
    {
        bodyShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlhighwave", "High-wave candle",
            "A short body between two very long shadows; the sign is its colour.",
            () => new HighWave(), "high-wave"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Signed(
            candle.Body < bodyShort.Value && candle.UpperShadow > candle.VeryLongShadow && candle.LowerShadow > candle.VeryLongShadow,
            candle.Color);
    }
}
