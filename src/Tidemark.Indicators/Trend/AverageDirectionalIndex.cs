using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// Wilder's smoothed mean of the directional movement index: how strong a trend is, 0 to 100, whichever its direction. Bars on which
/// nothing has moved leave it as it is; among the first n they count as 0. Warm after 2n bars.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class AverageDirectionalIndex : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly double share;
    private DirectionalMovement movement;
    private double mean;
    private int indexes;

    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public AverageDirectionalIndex(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
        share = 1.0 / period;
        movement = new DirectionalMovement(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "adx",
            Title = "Average directional index",
            Group = IndicatorGroup.Trend,
            Summary = "How strong a trend is, 0 to 100, whichever its direction.",
            Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib ADX",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("adx", OutputScale.Number)],
            Make = (values, _) => new AverageDirectionalIndex(values.Period),
        },
    ];

    public override int WarmUp => 2 * period;

    public override void Update(in Bar bar)
    {
        movement.Update(bar);
        if (movement.Count < period) return;
        if (indexes < period)
        {
            mean += movement.Index(0);
            if (++indexes < period) return;
            mean /= period;
        }
        else
        {
            var index = movement.Index(double.NaN);
            if (!double.IsNaN(index)) mean = (mean * (period - 1) + index) * share;
        }
        Value = mean;
    }

    protected override void ComputeColumns(in BarSpans bars, in OutputColumns outputs)
    {
        var column = outputs[0];
        var start = Math.Min(WarmUp, bars.Count);
        for (var i = 0; i < start; i++)
        {
            Update(bars[i]);
            column[i] = Value;
        }
        var high = bars.High;
        var low = bars.Low;
        var close = bars.Close;
        var (state, average) = (movement, mean);
        var (weight, part) = ((double)period - 1, share);
        for (var i = start; i < column.Length; i++)
        {
            state.Next(high[i], low[i], close[i]);
            var index = state.Index(double.NaN);
            if (!double.IsNaN(index)) average = (average * weight + index) * part;
            column[i] = average;
        }
    }

    protected override void KeepState(IndicatorState state)
    {
        movement.Keep(state);
        state.Keep(ref mean);
        state.Keep(ref indexes);
    }
}
