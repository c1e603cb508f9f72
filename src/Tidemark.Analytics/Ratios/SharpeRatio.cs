using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Ratios;

/// <summary>
/// Mean excess return over its standard deviation (n - 1), times sqrt(N).
/// Source: W. F. Sharpe, "The Sharpe Ratio" (1994).
/// </summary>
public static class SharpeRatio
{
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="periodsPerYear">N.</param>
    /// <param name="riskFreePerPeriod">The riskless return of one period, not of a year.</param>
    /// <returns>NaN for fewer than two periods or when all returns are equal.</returns>
    public static double Compute(ReadOnlySpan<double> returns, double periodsPerYear, double riskFreePerPeriod = 0) =>
        Quotient.Of((Moments.Mean(returns) - riskFreePerPeriod) * Math.Sqrt(periodsPerYear), Moments.StandardDeviation(returns));
}
