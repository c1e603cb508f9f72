using Tidemark.Analytics.Performance;

namespace Tidemark.Research.Results;

/// <summary>The equity of buy-and-hold at the end of each period of a run.</summary>
/// <param name="Values">One value per period.</param>
/// <param name="Initial">The value before the first.</param>
internal sealed record HoldingCurve(double[] Values, double Initial)
{
    public HoldingFigures Figures(ReadOnlySpan<double> strategyReturns, in MetricAssumptions assumptions)
    {
        var returns = EquityPeriods.Returns(Values, Initial);
        var both = Math.Min(returns.Length, strategyReturns.Length);
        return new HoldingFigures(Values[^1], Values[^1] / Initial - 1, PerformanceMetrics.Compute(returns, assumptions),
            BenchmarkMetrics.Compute(strategyReturns[..both], returns.AsSpan(0, both), assumptions));
    }
}
