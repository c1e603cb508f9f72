using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Volatility;

/// <summary>
/// Yang and Zhang's volatility of the last n bars, which minds gaps between bars and whatever drift: the sample variance of ln(open /
/// close before) + k x that of ln(close / open) + (1 - k) x the Rogers-Satchell variance, k = 0.34 / (1.34 + (n + 1) / (n - 1)). Per
/// bar unless annualized. Warm after n + 1 bars.
/// </summary>
/// <remarks>Source: D. Yang and Q. Zhang, "Drift-independent volatility estimation based on high, low, open, and close prices", Journal of Business 2000.</remarks>
public sealed class YangZhangVolatility : Indicator, IIndicatorDefinition
{
    private readonly double barsPerYear;
    private readonly double weight;
    private WindowMoments gaps;
    private WindowMoments changes;
    private ExactWindowSum ranges;
    private double previousClose = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public YangZhangVolatility(int period, double barsPerYear = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.barsPerYear = barsPerYear;
        weight = 0.34 / (1.34 + (period + 1.0) / (period - 1.0));
        gaps = new WindowMoments(period);
        changes = new WindowMoments(period);
        ranges = new ExactWindowSum(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "yang_zhang",
            Title = "Yang-Zhang volatility",
            Group = IndicatorGroup.Volatility,
            Summary = "Volatility from gaps and the four prices of the last n bars, whatever the drift.",
            Source = "D. Yang, Q. Zhang, Drift-independent volatility estimation based on high, low, open, and close prices, Journal of Business 2000",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(20), Annualization.Parameter],
            Outputs = [new OutputSpec("volatility", OutputScale.Number)],
            Make = (values, _) => new YangZhangVolatility(values.Period, values[Annualization.BarsPerYear]),
        },
    ];

    public override int WarmUp => gaps.Length + 1;

    public override void Update(in Bar bar)
    {
        var before = previousClose;
        previousClose = bar.Close;
        if (double.IsNaN(before)) return;
        gaps.Add(Math.Log(bar.Open / before));
        changes.Add(Math.Log(bar.Close / bar.Open));
        ranges.Add(RangeVolatility.VarianceOf(bar, RangeEstimator.RogersSatchell));
        if (!gaps.IsFull) return;
        var variance = gaps.SampleVariance + weight * changes.SampleVariance + (1 - weight) * Math.Max(0, ranges.Sum) / gaps.Length;
        Value = Math.Sqrt(variance * barsPerYear);
    }

    protected override void KeepState(IndicatorState state)
    {
        gaps.Keep(state);
        changes.Keep(state);
        ranges.Keep(state);
        state.Keep(ref previousClose);
    }
}
