using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Ratios;

/// <summary>The size of the good tail against the bad one: |95th percentile| over |5th percentile| of returns.</summary>
public static class TailRatio
{
    /// <returns>NaN for no periods or when the 5th percentile is zero.</returns>
    public static double Compute(ReadOnlySpan<double> returns) =>
        Quotient.Of(Math.Abs(Quantiles.Compute(returns, 0.95)), Math.Abs(Quantiles.Compute(returns, 0.05)));
}
