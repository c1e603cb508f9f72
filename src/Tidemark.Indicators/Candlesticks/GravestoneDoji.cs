using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Gravestone doji: a doji with a very short lower shadow and an upper one that is not very short. 100 says only that it stands there.
/// </summary>
public sealed class GravestoneDoji : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage doji;
    private readonly CandleAverage veryShort;

    public GravestoneDoji()
        : base(history: 0)
    {
        doji = Average(CandleSetting.BodyDoji, ago: 0);
        veryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlgravestonedoji", "Gravestone doji",
            "A doji at the bottom of its range (100 has no direction here).",
            () => new GravestoneDoji(), "gravestone-doji"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Bull(candle.Body <= doji.Value && candle.LowerShadow < veryShort.Value && candle.UpperShadow > veryShort.Value);
    }
}
