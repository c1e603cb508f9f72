using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>The variance of the last n values as a population, in squared units of the input. Warm after n bars.</summary>
public sealed class Variance : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private MomentWindow window;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public Variance(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        window = new MomentWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "var",
            Title = "Variance",
            Group = IndicatorGroup.Statistics,
            Aliases = ["variance"],
            Summary = "The mean squared deviation of the last n values from their mean.",
            Source = "TA-Lib VAR",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(5, minimum: 1),
                ParameterSpec.Number("nbDev", 1, double.NegativeInfinity, double.PositiveInfinity, "without effect, as in TA-Lib"),
            ],
            Outputs = [new OutputSpec("var", OutputScale.Difference)],
            Make = IndicatorDescriptor.Series((values, field) => new Variance(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        window.Push(input);
        if (window.IsFull) Value = window.Variance;
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);
}
