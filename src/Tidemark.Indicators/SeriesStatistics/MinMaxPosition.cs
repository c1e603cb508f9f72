using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>The positions of the lowest and the highest of the last n values, counted from the first value ever fed. Warm after n bars.</summary>
public sealed class MinMaxPosition : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private HighestPosition highs;
    private HighestPosition lows;
    private double maximum = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public MinMaxPosition(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        highs = new HighestPosition(period);
        lows = new HighestPosition(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "minmaxindex",
            Title = "Positions of the lowest and highest value",
            Group = IndicatorGroup.Statistics,
            Summary = "At which bars, counted from the first, the lowest and the highest of the last n values stand.",
            Source = "TA-Lib MINMAXINDEX",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("minIdx", OutputScale.Number, "bars since the first, from 0"), new OutputSpec("maxIdx", OutputScale.Number, "bars since the first, from 0")],
            Make = IndicatorDescriptor.Series((values, field) => new MinMaxPosition(values.Period) { Source = field }),
        },
    ];

    /// <summary>The position of the highest value; that of the lowest is <see cref="Indicator.Value"/>.</summary>
    public double Maximum => maximum;

    public override int WarmUp => period;

    public override int OutputCount => 2;

    public override double Output(int index) => index switch { 0 => Value, 1 => maximum, _ => throw NoOutput(index) };

    public override void Update(double input)
    {
        highs.Push(input);
        lows.Push(-input);
        if (!highs.IsFull) return;
        Value = lows.Position;
        maximum = highs.Position;
    }

    protected override void KeepState(IndicatorState state)
    {
        highs.Keep(state);
        lows.Keep(state);
        state.Keep(ref maximum);
    }
}
