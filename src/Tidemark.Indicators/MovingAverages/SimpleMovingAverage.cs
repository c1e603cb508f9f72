using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>The arithmetic mean of the last n values: exact sum divided by n. Warm after n bars.</summary>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class SimpleMovingAverage(int period) : SeriesIndicator, IIndicatorDefinition
{
    private readonly double length = period;
    private ExactWindowSum sum = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "sma",
            Title = "Simple moving average",
            Group = IndicatorGroup.MovingAverages,
            Summary = "The arithmetic mean of the last n values.",
            Source = "TA-Lib SMA; summed without rounding error",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("sma", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new SimpleMovingAverage(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period;

    /// <summary>Whether the values jump about so that nothing can be foreseen of them, as an oscillator's do: a matter of speed alone.</summary>
    internal bool IsErratic { get; init; }

    public override void Update(double input)
    {
        var total = IsErratic ? sum.AddErratic(input) : sum.Add(input);
        if (sum.IsFull) Value = total / length;
    }

    // The same once more: in the engine this is called for every bar, and the detour over the field and a second virtual call is felt.
    public override void Update(in Bar bar)
    {
        var total = sum.Add(Source == BarField.Close ? bar.Close : Source.Of(bar));
        if (sum.IsFull) Value = total / length;
    }

    protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs) => ExactWindowSum.Quotients(values, period, length, outputs[0]);

    protected override void KeepState(IndicatorState state) => sum.Keep(state);
}
