using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Upside (bullish) or downside (bearish) gap three methods: two candles of one colour with a gap between their bodies in their direction;
/// a third of the other colour that opens within the second body and closes within the first.
/// </summary>
public sealed class SideGapThreeMethods : CandlestickPattern, IIndicatorDefinition
{
    public SideGapThreeMethods()
        : base(history: 2)
    {
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlxsidegap3methods", "Upside or downside gap three methods",
            "Two candles with a gap between, and a third that closes the gap: continuation.",
            () => new SideGapThreeMethods(), "upside-gap-three-methods", "downside-gap-three-methods"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Signed(
            first.Color == second.Color && second.Color == -third.Color
            && third.Open < second.BodyTop && third.Open > second.BodyBottom
            && third.Close < first.BodyTop && third.Close > first.BodyBottom
            && (first.IsWhite ? second.GapsAbove(first) : second.GapsBelow(first)),
            first.Color);
    }
}
