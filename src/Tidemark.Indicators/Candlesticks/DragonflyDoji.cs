using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Dragonfly doji: a doji with a very short upper shadow and a lower one that is not very short. 100 says only that it stands there.
/// </summary>
public sealed class DragonflyDoji : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage doji;
    private readonly CandleAverage veryShort;

    public DragonflyDoji()
        : base(history: 0)
    {
        doji = Average(CandleSetting.BodyDoji, ago: 0);
        veryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdldragonflydoji", "Dragonfly doji",
            "A doji at the top of its range (100 has no direction here).",
            () => new DragonflyDoji(), "dragonfly-doji"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Bull(candle.Body <= doji.Value && candle.UpperShadow < veryShort.Value && candle.LowerShadow > veryShort.Value);
    }
}
