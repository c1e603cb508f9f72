using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Risk;

/// <summary>The return that was undercut in the given share of periods: the quantile of returns, with linear interpolation (historical VaR).</summary>
public static class ValueAtRisk
{
    /// <param name="returns">Simple returns per period, in any order.</param>
    /// <param name="tailProbability">The share of the worst periods, such as 0.05.</param>
    /// <returns>Usually negative; NaN for no periods.</returns>
    public static double Compute(ReadOnlySpan<double> returns, double tailProbability = 0.05) => Quantiles.Compute(returns, tailProbability);
}
