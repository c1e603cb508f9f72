using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volume;

/// <summary>
/// A fast less a slow exponential mean of the accumulation/distribution line, both starting from its first value. Warm after as many bars
/// as the longer of both.
/// </summary>
/// <remarks>Source: M. Chaikin, 1970s; start as in TA-Lib.</remarks>
public sealed class ChaikinOscillator : Indicator, IIndicatorDefinition
{
    private readonly double fastWeight;
    private readonly double slowWeight;
    private double total;
    private double fastMean;
    private double slowMean;
    private int count;

    /// <exception cref="ArgumentOutOfRangeException">A period is not positive.</exception>
    public ChaikinOscillator(int fast = 3, int slow = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fast, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(slow, 1);
        fastWeight = 2.0 / (fast + 1);
        slowWeight = 2.0 / (slow + 1);
        WarmUp = Math.Max(fast, slow);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "adosc",
            Title = "Chaikin oscillator",
            Group = IndicatorGroup.Volume,
            Aliases = ["chaikin-oscillator"],
            Summary = "A fast less a slow exponential mean of the accumulation/distribution line.",
            Source = "M. Chaikin, 1970s; TA-Lib ADOSC",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(3, name: "fastPeriod", description: "bars of the fast mean"),
                ParameterSpec.Period(10, name: "slowPeriod", description: "bars of the slow mean"),
            ],
            Outputs = [new OutputSpec("adosc", OutputScale.Volume)],
            Make = (values, _) => new ChaikinOscillator(values.Whole("fastPeriod"), values.Whole("slowPeriod")),
        },
    ];

    public override int WarmUp { get; }

    public override void Update(in Bar bar)
    {
        total += AccumulationDistribution.Flow(bar);
        fastMean = count == 0 ? total : fastWeight * total + (1 - fastWeight) * fastMean;
        slowMean = count == 0 ? total : slowWeight * total + (1 - slowWeight) * slowMean;
        if (count < WarmUp) count++;
        if (count == WarmUp) Value = fastMean - slowMean;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(ref total);
        state.Keep(ref fastMean);
        state.Keep(ref slowMean);
        state.Keep(ref count);
    }
}
