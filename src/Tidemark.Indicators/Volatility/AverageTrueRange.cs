using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volatility;

/// <summary>
/// Wilder's average true range in price units, seeded by the simple mean of the first n true ranges (the first bar has none). Warm
/// after n + 1 bars.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class AverageTrueRange : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private double previousClose = double.NaN;
    private double mean;
    private int ranges;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public AverageTrueRange(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "atr",
            Title = "Average true range",
            Group = IndicatorGroup.Volatility,
            Summary = "Wilder's mean of the true range: how far a bar moves, in units of price.",
            Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib ATR",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14, minimum: 1)],
            Outputs = [new OutputSpec("atr", OutputScale.Difference)],
            Make = (values, _) => new AverageTrueRange(values.Period),
        },
    ];

    /// <summary>Bars of the average.</summary>
    public int Period => period;

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        var previous = previousClose;
        previousClose = bar.Close;
        if (double.IsNaN(previous)) return;
        var range = TrueRange.Of(bar, previous);
        if (ranges < period)
        {
            mean += range;
            if (++ranges < period) return;
            mean /= period;
        }
        else
        {
            mean = (mean * (period - 1) + range) / period;
        }
        Value = mean;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        var (average, before) = (mean, previousClose);
        double weight = period - 1, divisor = period;
        for (var i = start; i < column.Length; i++)
        {
            average = (average * weight + TrueRange.Of(high[i], low[i], before)) / divisor;
            before = close[i];
            column[i] = average;
        }
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(ref previousClose);
        state.Keep(ref mean);
        state.Keep(ref ranges);
    }
}
