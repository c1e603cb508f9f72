using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Takuri line (dragonfly doji with a very long lower shadow): a doji with a very short upper and a very long lower shadow. 100 says only
/// that it stands there.
/// </summary>
public sealed class Takuri : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage doji;
    private readonly CandleAverage veryShort;

    public Takuri()
        : base(history: 0)
    {
        doji = Average(CandleSetting.BodyDoji, ago: 0);
        veryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdltakuri", "Takuri",
            "A dragonfly doji with a very long lower shadow (100 has no direction here).",
            () => new Takuri(), "takuri"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Bull(candle.Body <= doji.Value && candle.UpperShadow < veryShort.Value && candle.LowerShadow > candle.VeryLongShadow);
    }
}
