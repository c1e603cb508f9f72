using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>
/// Hull's moving average: the weighted mean over √n values of twice the weighted mean of n/2 less that of n values, which takes most of the
/// lag away. n/2 and √n are rounded down. Warm after n + √n - 1 bars.
/// </summary>
/// <remarks>Source: A. Hull, "How to reduce lag in a moving average", 2005 (alanhull.com).</remarks>
public sealed class HullMovingAverage : SeriesIndicator, IIndicatorDefinition
{
    private WindowWeightedSum half;
    private WindowWeightedSum whole;
    private WindowWeightedSum smoothed;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public HullMovingAverage(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var root = (int)Math.Sqrt(period);
        half = new WindowWeightedSum(Math.Max(1, period / 2));
        whole = new WindowWeightedSum(period);
        smoothed = new WindowWeightedSum(root);
        WarmUp = period + root - 1;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "hma",
            Title = "Hull moving average",
            Group = IndicatorGroup.MovingAverages,
            Aliases = ["hull", "hull-moving-average"],
            Summary = "A smooth average with little lag, made of three weighted averages.",
            Source = "A. Hull, How to reduce lag in a moving average, 2005",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(20)],
            Outputs = [new OutputSpec("hma", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new HullMovingAverage(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp { get; }

    public override void Update(double input)
    {
        half.Add(input);
        whole.Add(input);
        if (!whole.IsFull) return;
        smoothed.Add(2 * half.WeightedMean - whole.WeightedMean);
        if (smoothed.IsFull) Value = smoothed.WeightedMean;
    }

    protected override void KeepState(IndicatorState state)
    {
        half.Keep(state);
        whole.Keep(state);
        smoothed.Keep(state);
    }
}
