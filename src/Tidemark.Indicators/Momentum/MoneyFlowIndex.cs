using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Prices;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Money that changed hands while the typical price rose, as a share of all that did while it moved, over the last n bars, 0 to 100; 0
/// where it all comes to less than 1, as in TA-Lib. Warm after n + 1 bars.
/// </summary>
/// <remarks>Source: G. Quong and A. Soudack, "Volume-Weighted RSI: Money Flow", Stocks &amp; Commodities, March 1989.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class MoneyFlowIndex(int period) : Indicator, IIndicatorDefinition
{
    private ExactWindowSum rising = new(period);
    private ExactWindowSum falling = new(period);
    private double previous = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "mfi",
            Title = "Money flow index",
            Group = IndicatorGroup.Momentum,
            Aliases = ["money-flow-index"],
            Summary = "Money that changed hands at rising prices as a share of all, 0 to 100.",
            Source = "G. Quong and A. Soudack, Volume-Weighted RSI: Money Flow, Stocks & Commodities, March 1989; TA-Lib MFI",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("mfi", OutputScale.Number)],
            Make = (values, _) => new MoneyFlowIndex(values.Period),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        var price = BarPrice.Typical(bar);
        var change = price - previous;
        previous = price;
        if (double.IsNaN(change)) return;
        var flow = price * bar.Volume;
        var up = rising.Add(change > 0 ? flow : 0);
        var down = falling.Add(change < 0 ? flow : 0);
        if (rising.IsFull) Value = up + down < 1 ? 0 : 100 * (up / (up + down));
    }

    protected override void KeepState(IndicatorState state)
    {
        rising.Keep(state);
        falling.Keep(state);
        state.Keep(ref previous);
    }
}
