using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Rickshaw man: a doji between two long shadows with its body at or near the middle of its range. 100 says only that it stands there.
/// </summary>
public sealed class RickshawMan : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage doji;
    private readonly CandleAverage near;

    public RickshawMan()
        : base(history: 0)
    {
        doji = Average(CandleSetting.BodyDoji, ago: 0);
        near = Average(CandleSetting.Near, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlrickshawman", "Rickshaw man",
            "A doji in the middle of a long range (100 has no direction here).",
            () => new RickshawMan(), "rickshaw-man"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Bull(candle.Body <= doji.Value
            && candle.LowerShadow > candle.LongShadow && candle.UpperShadow > candle.LongShadow
            && candle.BodyBottom <= candle.Low + candle.Range / 2 + near.Value
            && candle.BodyTop >= candle.Low + candle.Range / 2 - near.Value);
    }
}
