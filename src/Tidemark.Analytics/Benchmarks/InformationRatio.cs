using Tidemark.Analytics.Ratios;

namespace Tidemark.Analytics.Benchmarks;

/// <summary>
/// The Sharpe ratio of the differences to the benchmark's returns. Source: T. H. Goodwin, "The Information Ratio" (1998).
/// </summary>
public static class InformationRatio
{
    /// <summary>Per year: times sqrt(N).</summary>
    public static double Compute(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear) =>
        SharpeRatio.Compute(ActiveReturns.Compute(returns, benchmark), periodsPerYear);

    /// <summary>Per period, not annualised: some libraries call it the excess Sharpe ratio.</summary>
    public static double ComputePerPeriod(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark) => Compute(returns, benchmark, 1);
}
