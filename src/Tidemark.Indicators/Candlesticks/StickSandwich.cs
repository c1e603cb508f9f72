using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Stick sandwich, bullish: a black candle; a white one whose low is above the first close; a black one that closes at the same price as
/// the first.
/// </summary>
public sealed class StickSandwich : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstEqual;

    public StickSandwich()
        : base(history: 2)
    {
        firstEqual = Average(CandleSetting.Equal, ago: 2);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlsticksandwich", "Stick sandwich",
            "Two black candles with the same close around a white one: bullish.",
            () => new StickSandwich(), "stick-sandwich"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bull(first.IsBlack && second.IsWhite && third.IsBlack
            && second.Low > first.Close
            && third.Close <= first.Close + firstEqual.Value && third.Close >= first.Close - firstEqual.Value);
    }
}
