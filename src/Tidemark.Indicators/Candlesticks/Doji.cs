using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Doji: open and close nearly the same. 100 says only that it stands there, not a direction.
/// </summary>
public sealed class Doji : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage doji;

    public Doji()
        : base(history: 0)
    {
        doji = Average(CandleSetting.BodyDoji, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdldoji", "Doji",
            "Open and close are nearly the same: indecision (100 has no direction here).",
            () => new Doji(), "doji"),
    ];

    private protected override int Recognize()
    {
        ref readonly var candle = ref Ago(0);
        return Bull(candle.Body <= doji.Value);
    }
}
