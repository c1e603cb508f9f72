using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>The lowest and the highest of the last n values. Warm after n bars.</summary>
public sealed class MinMax : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private WindowExtreme highs;
    private WindowExtreme lows;
    private double maximum = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public MinMax(int period)
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
            Name = "minmax",
            Title = "Lowest and highest value",
            Group = IndicatorGroup.Statistics,
            Summary = "The lowest and the highest of the last n values.",
            Source = "TA-Lib MINMAX",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("min", OutputScale.Level), new OutputSpec("max", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new MinMax(values.Period) { Source = field }),
        },
    ];

    /// <summary>The highest value; the lowest is <see cref="Indicator.Value"/>.</summary>
    public double Maximum => maximum;

    public override int WarmUp => period;

    public override int OutputCount => 2;

    public override double Output(int index) => index switch { 0 => Value, 1 => maximum, _ => throw NoOutput(index) };

    public override void Update(double input)
    {
        highs.Add(input);
        lows.Add(input);
        if (!highs.IsFull) return;
        Value = lows.Value;
        maximum = highs.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        highs.Keep(state);
        lows.Keep(state);
        state.Keep(ref maximum);
    }
}
