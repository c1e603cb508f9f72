using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Hikkake, a false break of an inside bar: a candle; a second with a lower high and a higher low; a third with lower high and low
/// (bullish, 100) or higher high and low (bearish, -100) than the second. 200 or -200 on the bar that confirms it: within the three bars
/// after, a close above the high (below the low) of the second.
/// </summary>
/// <remarks>Looked at from the third bar on, defined from the sixth, as in TA-Lib. Source: D. L. Chesler, "Active Trader", 2004; TA-Lib CDLHIKKAKE.</remarks>
public sealed class Hikkake : CandlestickPattern, IIndicatorDefinition
{
    private readonly TrapConfirmation confirmation = new();

    public Hikkake()
        : base(history: 5, early: 3)
    {
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlhikkake", "Hikkake",
            "A false break of an inside bar; 200 or -200 where a close on the other side confirms it.",
            () => new Hikkake(), "hikkake"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        var isInside = second.High < first.High && second.Low > first.Low;
        var trap = Bull(isInside && third.High < second.High && third.Low < second.Low)
            + Bear(isInside && third.High > second.High && third.Low > second.Low);
        return confirmation.Next(trap, second, third);
    }

    protected override void KeepState(IndicatorState state)
    {
        base.KeepState(state);
        confirmation.Keep(state);
    }
}
