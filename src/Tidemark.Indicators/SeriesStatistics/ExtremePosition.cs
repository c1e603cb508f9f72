using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>
/// The position of the highest or the lowest of the last n values, counted from the first value ever fed (0). Warm after n bars.
/// </summary>
public sealed class ExtremePosition : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly double sign;
    private HighestPosition highest;

    /// <param name="period">Bars of the window.</param>
    /// <param name="isLowest">The lowest instead of the highest.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public ExtremePosition(int period, bool isLowest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        sign = isLowest ? -1 : 1;
        highest = new HighestPosition(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("maxindex", false, "Position of the highest value", "At which bar, counted from the first, the highest of the last n values stands."),
        Describe("minindex", true, "Position of the lowest value", "At which bar, counted from the first, the lowest of the last n values stands."),
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        highest.Push(sign * input);
        if (highest.IsFull) Value = highest.Position;
    }

    protected override void KeepState(IndicatorState state) => highest.Keep(state);

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
        Outputs = [new OutputSpec(name, OutputScale.Number, "bars since the first, from 0")],
        Make = IndicatorDescriptor.Series((values, field) => new ExtremePosition(values.Period, isLowest) { Source = field }),
    };
}
