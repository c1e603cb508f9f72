using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Side-by-side white lines, bullish after an upward and bearish after a downward gap: a candle; two white ones whose bodies both gap away
/// from it on the same side, with nearly the same length and the same open.
/// </summary>
public sealed class GapSideBySideWhite : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage secondNear;
    private readonly CandleAverage secondEqual;

    public GapSideBySideWhite()
        : base(history: 2)
    {
        secondNear = Average(CandleSetting.Near, ago: 1);
        secondEqual = Average(CandleSetting.Equal, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlgapsidesidewhite", "Up or down-gap side-by-side white lines",
            "Two white candles of the same size side by side beyond a gap.",
            () => new GapSideBySideWhite(), "gap-side-by-side-white-lines"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        var gapsUp = second.GapsAbove(first) && third.GapsAbove(first);
        var gapsDown = second.GapsBelow(first) && third.GapsBelow(first);
        return Signed(
            (gapsUp || gapsDown) && second.IsWhite && third.IsWhite
            && third.Body >= second.Body - secondNear.Value && third.Body <= second.Body + secondNear.Value
            && third.Open >= second.Open - secondEqual.Value && third.Open <= second.Open + secondEqual.Value,
            gapsUp ? 1 : -1);
    }
}
