using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>The mean of the last n values, the newest weighing n times as much as the oldest. Warm after n bars.</summary>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class WeightedMovingAverage(int period) : SeriesIndicator, IIndicatorDefinition
{
    private WindowWeightedSum window = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "wma",
            Title = "Weighted moving average",
            Group = IndicatorGroup.MovingAverages,
            Summary = "The mean of the last n values with weights falling evenly from the newest to the oldest.",
            Source = "TA-Lib WMA",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("wma", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new WeightedMovingAverage(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        window.Add(input);
        if (window.IsFull) Value = window.WeightedMean;
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);
}
