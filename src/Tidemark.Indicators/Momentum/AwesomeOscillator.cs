using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>A fast mean of the middles of bars less a slow one. Warm after the bars of the slow one.</summary>
/// <remarks>Source: B. Williams, "New Trading Dimensions", 1998.</remarks>
public sealed class AwesomeOscillator : Indicator, IIndicatorDefinition
{
    private readonly SimpleMovingAverage fast;
    private readonly SimpleMovingAverage slow;

    /// <exception cref="ArgumentException">The fast period is not less than the slow one, or not positive.</exception>
    public AwesomeOscillator(int fastPeriod, int slowPeriod)
    {
        if (fastPeriod >= slowPeriod) throw new ArgumentException("fastPeriod must be less than slowPeriod");
        fast = new SimpleMovingAverage(fastPeriod);
        slow = new SimpleMovingAverage(slowPeriod);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ao",
            Title = "Awesome oscillator",
            Group = IndicatorGroup.Momentum,
            Aliases = ["awesome-oscillator"],
            Summary = "A fast mean of the middles of bars less a slow one.",
            Source = "B. Williams, New Trading Dimensions, 1998",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(5, minimum: 1, name: "fastPeriod", description: "bars of the fast mean"),
                ParameterSpec.Period(34, minimum: 2, name: "slowPeriod", description: "bars of the slow mean"),
            ],
            Outputs = [new OutputSpec("ao", OutputScale.Difference)],
            Make = (values, _) => new AwesomeOscillator(values.Whole("fastPeriod"), values.Whole("slowPeriod")),
        },
    ];

    public override int WarmUp => slow.WarmUp;

    public override void Update(in Bar bar)
    {
        var middle = 0.5 * (bar.High + bar.Low);
        fast.Update(middle);
        slow.Update(middle);
        if (slow.IsWarm) Value = fast.Value - slow.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(fast);
        state.Keep(slow);
    }
}
