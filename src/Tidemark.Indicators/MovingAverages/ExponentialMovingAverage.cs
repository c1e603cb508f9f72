using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>Exponential mean with weight 2/(n+1), seeded by the simple mean of the first n values, as TA-Lib does. Warm after n bars.</summary>
public sealed class ExponentialMovingAverage : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly double weight;
    private double seed;
    private int count;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public ExponentialMovingAverage(int period)
        : this(period, 2.0 / (period + 1))
    {
    }

    /// <summary>One with another weight than its period would give.</summary>
    internal ExponentialMovingAverage(int period, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        this.weight = weight;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ema",
            Title = "Exponential moving average",
            Group = IndicatorGroup.MovingAverages,
            Summary = "A mean in which each value weighs 2/(n+1) and all before it the rest.",
            Source = "TA-Lib EMA, seeded by the simple mean of the first n values",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("ema", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new ExponentialMovingAverage(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period;

    /// <summary>The weight of the newest value.</summary>
    internal double Weight => weight;

    public override void Update(double input)
    {
        if (count >= period)
        {
            Value = (input - Value) * weight + Value;
            return;
        }
        seed += input;
        if (++count == period) Value = seed / period;
    }

    protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        var column = outputs[0];
        var start = Math.Min(period, values.Length);
        for (var i = 0; i < start; i++)
        {
            Update(values[i]);
            column[i] = Value;
        }
        var (last, factor) = (Value, weight);
        for (var i = start; i < column.Length; i++)
        {
            last = (values[i] - last) * factor + last;
            column[i] = last;
        }
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(ref seed);
        state.Keep(ref count);
    }
}
