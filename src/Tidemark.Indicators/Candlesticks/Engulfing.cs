using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Engulfing, bullish when the second candle is white and bearish when it is black: two candles of opposite colours, the second body
/// containing the first. 100 where it goes beyond the first at both ends, 80 where one end is the same; equal at both ends is none. Defined
/// from the third bar on, as in TA-Lib.
/// </summary>
public sealed class Engulfing : CandlestickPattern, IIndicatorDefinition
{
    public Engulfing()
        : base(history: 2)
    {
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlengulfing", "Engulfing",
            "A body that contains the one before, of the other colour (80 where one end is equal).",
            () => new Engulfing(), "engulfing"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        var engulfs = second.IsWhite
            ? first.IsBlack && second.Close >= first.Open && second.Open <= first.Close && (second.Close > first.Open || second.Open < first.Close)
            : first.IsWhite && second.Open >= first.Close && second.Close <= first.Open && (second.Open > first.Close || second.Close < first.Open);
        if (!engulfs) return 0;
        var hasEqualEnd = second.Open == first.Close || second.Close == first.Open;
        return second.Color * (hasEqualEnd ? 80 : 100);
    }
}
