using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Long-legged doji: a doji with a long shadow on at least one side. 100 says only that it stands there.
/// </summary>
public sealed class LongLeggedDoji : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage doji;

    public LongLeggedDoji()
        : base(history: 0)
    {
        doji = Average(CandleSetting.BodyDoji, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdllongleggeddoji", "Long-legged doji",
            "A doji with a long shadow (100 has no direction here).",
            () => new LongLeggedDoji(), "long-legged-doji"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Bull(candle.Body <= doji.Value && (candle.LowerShadow > candle.LongShadow || candle.UpperShadow > candle.LongShadow));
    }
}
