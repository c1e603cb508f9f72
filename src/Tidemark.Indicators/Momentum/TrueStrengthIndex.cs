using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Changes smoothed twice by exponential means over absolute changes smoothed alike, -100 to 100, and an exponential mean of it as
/// signal. Both outputs are warm after slow + fast + signal - 1 bars; 0 where nothing moves.
/// </summary>
/// <remarks>Source: W. Blau, "Momentum, Direction, and Divergence", 1995.</remarks>
public sealed class TrueStrengthIndex : SeriesIndicator, IIndicatorDefinition
{
    private readonly ExponentialMovingAverage change;
    private readonly ExponentialMovingAverage smoothedChange;
    private readonly ExponentialMovingAverage distance;
    private readonly ExponentialMovingAverage smoothedDistance;
    private readonly ExponentialMovingAverage smoothed;
    private double previous = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">A period is not positive.</exception>
    public TrueStrengthIndex(int slowPeriod, int fastPeriod, int signalPeriod)
    {
        change = new ExponentialMovingAverage(slowPeriod);
        distance = new ExponentialMovingAverage(slowPeriod);
        smoothedChange = new ExponentialMovingAverage(fastPeriod);
        smoothedDistance = new ExponentialMovingAverage(fastPeriod);
        smoothed = new ExponentialMovingAverage(signalPeriod);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "tsi",
            Title = "True strength index",
            Group = IndicatorGroup.Momentum,
            Aliases = ["true-strength-index"],
            Summary = "Changes smoothed twice over absolute changes smoothed twice, -100 to 100.",
            Source = "W. Blau, Momentum, Direction, and Divergence, 1995",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(25, minimum: 1, name: "slowPeriod", description: "bars of the first smoothing"),
                ParameterSpec.Period(13, minimum: 1, name: "fastPeriod", description: "bars of the second smoothing"),
                ParameterSpec.Period(13, minimum: 1, name: "signalPeriod", description: "bars of the signal line"),
            ],
            Outputs = [new OutputSpec("tsi", OutputScale.Number), new OutputSpec("signal", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) =>
                new TrueStrengthIndex(values.Whole("slowPeriod"), values.Whole("fastPeriod"), values.Whole("signalPeriod")) { Source = field }),
        },
    ];

    public override int WarmUp => change.WarmUp + smoothedChange.WarmUp + smoothed.WarmUp - 1;

    public override int OutputCount => 2;

    public double Signal => smoothed.Value;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => Signal,
        _ => throw NoOutput(index),
    };

    public override void Update(double input)
    {
        var moved = input - previous;
        previous = input;
        if (double.IsNaN(moved)) return;
        change.Update(moved);
        distance.Update(Math.Abs(moved));
        if (!change.IsWarm) return;
        smoothedChange.Update(change.Value);
        smoothedDistance.Update(distance.Value);
        if (!smoothedChange.IsWarm) return;
        var index = smoothedDistance.Value > 0 ? Math.Clamp(100 * (smoothedChange.Value / smoothedDistance.Value), -100, 100) : 0;
        smoothed.Update(index);
        if (smoothed.IsWarm) Value = index;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(change);
        state.Keep(distance);
        state.Keep(smoothedChange);
        state.Keep(smoothedDistance);
        state.Keep(smoothed);
        state.Keep(ref previous);
    }
}
