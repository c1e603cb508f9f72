using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>
/// The mean of the last n values with weights rising to the middle of the window and falling after it: a simple mean of simple means.
/// Warm after n bars.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class TriangularMovingAverage(int period) : SeriesIndicator, IIndicatorDefinition
{
    private readonly double weights = (period + 1) / 2 * (double)(period / 2 + 1);
    private ExactWindowSum inner = new((period + 1) / 2);
    private ExactWindowSum outer = new(period / 2 + 1);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "trima",
            Title = "Triangular moving average",
            Group = IndicatorGroup.MovingAverages,
            Summary = "The mean of the last n values that weighs the middle of the window most.",
            Source = "TA-Lib TRIMA; summed without rounding error",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("trima", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new TriangularMovingAverage(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        var sum = inner.Add(input);
        if (!inner.IsFull) return;
        var sumOfSums = outer.Add(sum);
        if (outer.IsFull) Value = sumOfSums / weights;
    }

    protected override void KeepState(IndicatorState state)
    {
        inner.Keep(state);
        outer.Keep(state);
    }
}
