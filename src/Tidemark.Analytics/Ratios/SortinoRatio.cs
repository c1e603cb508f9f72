using Tidemark.Analytics.Risk;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Ratios;

/// <summary>
/// Mean return above the required one, annualised by N, over the downside risk.
/// Source: F. A. Sortino and L. N. Price, "Performance Measurement in a Downside Risk Framework" (1994).
/// </summary>
public static class SortinoRatio
{
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="periodsPerYear">N.</param>
    /// <param name="requiredPerPeriod">The return below which a period counts as bad.</param>
    /// <returns>NaN for no periods or when none fell short.</returns>
    public static double Compute(ReadOnlySpan<double> returns, double periodsPerYear, double requiredPerPeriod = 0) =>
        Quotient.Of((Moments.Mean(returns) - requiredPerPeriod) * periodsPerYear, DownsideRisk.Compute(returns, periodsPerYear, requiredPerPeriod));
}
