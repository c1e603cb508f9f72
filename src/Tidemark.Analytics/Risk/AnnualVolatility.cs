using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Risk;

/// <summary>The standard deviation of returns (n - 1) times the square root of the periods per year.</summary>
public static class AnnualVolatility
{
    /// <returns>NaN for fewer than two periods.</returns>
    public static double Compute(ReadOnlySpan<double> returns, double periodsPerYear) =>
        Quotient.FiniteOrNaN(Moments.StandardDeviation(returns) * Math.Sqrt(periodsPerYear));
}
