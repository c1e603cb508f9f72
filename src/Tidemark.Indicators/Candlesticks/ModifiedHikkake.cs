using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Modified hikkake: a candle; a second inside its range that closes near its low (for a bullish one) or near its high (bearish); a third
/// inside the range of the second; a fourth with lower high and low (bullish, 100) or higher high and low (bearish, -100) than the third.
/// 200 or -200 on the bar that confirms it: within the three bars after, a close above the high (below the low) of the third.
/// </summary>
/// <remarks>
/// Looked at from the eighth bar on, defined from the eleventh, as in TA-Lib. Source: D. L. Chesler, "Active Trader", 2004; TA-Lib
/// CDLHIKKAKEMOD.
/// </remarks>
public sealed class ModifiedHikkake : CandlestickPattern, IIndicatorDefinition
{
    private readonly TrapConfirmation confirmation = new();
    private readonly CandleAverage secondNear;

    public ModifiedHikkake()
        : base(history: 5, early: 3) => secondNear = Average(CandleSetting.Near, ago: 2);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlhikkakemod", "Modified hikkake",
            "A false break after two bars inside one another; 200 or -200 where a close on the other side confirms it.",
            () => new ModifiedHikkake(), "modified-hikkake"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(3);
        ref readonly var second = ref Ago(2);
        ref readonly var third = ref Ago(1);
        ref readonly var fourth = ref Ago(0);
        var areInside = second.High < first.High && second.Low > first.Low && third.High < second.High && third.Low > second.Low;
        var trap = Bull(areInside && fourth.High < third.High && fourth.Low < third.Low && second.Close <= second.Low + secondNear.Value)
            + Bear(areInside && fourth.High > third.High && fourth.Low > third.Low && second.Close >= second.High - secondNear.Value);
        return confirmation.Next(trap, third, fourth);
    }

    protected override void KeepState(IndicatorState state)
    {
        base.KeepState(state);
        confirmation.Keep(state);
    }
}
