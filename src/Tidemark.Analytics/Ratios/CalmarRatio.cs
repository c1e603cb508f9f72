using Tidemark.Analytics.Returns;
using Tidemark.Analytics.Risk;

namespace Tidemark.Analytics.Ratios;

/// <summary>Annual (geometric) return over the depth of the maximum drawdown. Source: T. W. Young, "Calmar Ratio: A Smoother Tool" (1991).</summary>
public static class CalmarRatio
{
    /// <returns>NaN for no periods or when wealth never fell.</returns>
    public static double Compute(ReadOnlySpan<double> returns, double periodsPerYear) =>
        Quotient.Of(AnnualReturn.Compute(returns, periodsPerYear), Math.Abs(MaximumDrawdown.Compute(returns)));
}
