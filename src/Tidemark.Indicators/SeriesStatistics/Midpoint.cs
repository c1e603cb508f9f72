using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>The middle between the highest and the lowest of the last n values. Warm after n bars.</summary>
public sealed class Midpoint : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private WindowExtreme highs;
    private WindowExtreme lows;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public Midpoint(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        highs = WindowExtreme.Highest(period);
        lows = WindowExtreme.Lowest(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "midpoint",
            Title = "Midpoint",
            Group = IndicatorGroup.MovingAverages,
            Summary = "The middle between the highest and the lowest of the last n values.",
            Source = "TA-Lib MIDPOINT",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("midpoint", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new Midpoint(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        highs.Add(input);
        lows.Add(input);
        if (highs.IsFull) Value = (highs.Value + lows.Value) / 2;
    }

    protected override void KeepState(IndicatorState state)
    {
        highs.Keep(state);
        lows.Keep(state);
    }
}
