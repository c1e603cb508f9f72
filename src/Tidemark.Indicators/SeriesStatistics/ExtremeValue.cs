using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>The highest or the lowest of the last n values. Warm after n bars.</summary>
public sealed class ExtremeValue : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private WindowExtreme window;

    /// <param name="period">Bars of the window.</param>
    /// <param name="isLowest">The lowest instead of the highest.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public ExtremeValue(int period, bool isLowest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        window = isLowest ? WindowExtreme.Lowest(period) : WindowExtreme.Highest(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("max", false, "Highest value", "The highest of the last n values."),
        Describe("min", true, "Lowest value", "The lowest of the last n values."),
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        var extreme = window.Add(input);
        if (window.IsFull) Value = extreme;
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);

    private static IndicatorDescriptor Describe(string name, bool isLowest, string title, string summary) => new()
    {
        Name = name,
        Title = title,
        Group = IndicatorGroup.Statistics,
        Summary = summary,
        Source = "TA-Lib " + name.ToUpperInvariant(),
        Input = IndicatorInput.Series,
        DefaultFields = [BarField.Close],
        Parameters = [ParameterSpec.Period(30)],
        Outputs = [new OutputSpec(name, OutputScale.Level)],
        Make = IndicatorDescriptor.Series((values, field) => new ExtremeValue(values.Period, isLowest) { Source = field }),
    };
}
