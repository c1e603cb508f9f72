using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>
/// How many standard deviations (of the whole window, divided by n) the value lies above the mean of the last n values, itself included.
/// Warm after n bars; 0 where all are equal.
/// </summary>
public sealed class ZScore(int period) : SeriesIndicator, IIndicatorDefinition
{
    private WindowMoments window = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "zscore",
            Title = "z-score",
            Group = IndicatorGroup.Statistics,
            Aliases = ["standard-score"],
            Summary = "How many standard deviations the value lies above the mean of the last n values.",
            Source = "standard score with the population deviation of the window, as STDDEV of TA-Lib",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(20)],
            Outputs = [new OutputSpec("zscore", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) => new ZScore(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        window.Add(input);
        if (!window.IsFull) return;
        var variance = window.Variance;
        Value = variance > 0 ? (input - window.Mean) / Math.Sqrt(variance) : 0;
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);
}
