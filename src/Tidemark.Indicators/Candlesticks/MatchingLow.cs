using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Matching low, bullish: two black candles with the same close.
/// </summary>
public sealed class MatchingLow : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstEqual;

    public MatchingLow()
        : base(history: 1)
    {
        firstEqual = Average(CandleSetting.Equal, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlmatchinglow", "Matching low",
            "Two black candles that close at the same price: bullish.",
            () => new MatchingLow(), "matching-low"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bull(first.IsBlack && second.IsBlack
            && second.Close <= first.Close + firstEqual.Value && second.Close >= first.Close - firstEqual.Value);
    }
}
