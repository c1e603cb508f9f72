using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Three outside up (bullish) or down (bearish): a body; a body of the other colour that contains it without touching its ends; a candle
/// that closes further in the direction of the second. Defined from the fourth bar on, as in TA-Lib.
/// </summary>
public sealed class ThreeOutside : CandlestickPattern, IIndicatorDefinition
{
    public ThreeOutside()
        : base(history: 3)
    {
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdl3outside", "Three outside up or down",
            "An engulfing pattern confirmed by a third candle that closes further in its direction.",
            () => new ThreeOutside(), "three-outside", "three-outside-up", "three-outside-down"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Signed(
            second.IsWhite
                ? first.IsBlack && second.Close > first.Open && second.Open < first.Close && third.Close > second.Close
                : first.IsWhite && second.Open > first.Close && second.Close < first.Open && third.Close < second.Close,
            second.Color);
    }
}
