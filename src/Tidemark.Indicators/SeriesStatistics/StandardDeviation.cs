using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>
/// The standard deviation of the last n values as a population, times a factor; 0 for a variance below 1e-14, as in TA-Lib. Warm after
/// n bars.
/// </summary>
public sealed class StandardDeviation : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly double factor;
    private MomentWindow window;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public StandardDeviation(int period, double factor = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        this.factor = factor;
        window = new MomentWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "stddev",
            Title = "Standard deviation",
            Group = IndicatorGroup.Statistics,
            Aliases = ["standard-deviation"],
            Summary = "How far the last n values lie from their mean, as the root of the mean square.",
            Source = "TA-Lib STDDEV",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(5),
                ParameterSpec.Number("nbDev", 1, double.NegativeInfinity, double.PositiveInfinity, "how many deviations"),
            ],
            Outputs = [new OutputSpec("stddev", OutputScale.Difference)],
            Make = IndicatorDescriptor.Series((values, field) => new StandardDeviation(values.Period, values["nbDev"]) { Source = field }),
        },
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        window.Push(input);
        if (window.IsFull) Value = window.Deviation * factor;
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);
}
