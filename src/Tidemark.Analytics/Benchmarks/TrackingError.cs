using Tidemark.Analytics.Risk;

namespace Tidemark.Analytics.Benchmarks;

/// <summary>The annualised standard deviation (n - 1) of the differences to the benchmark's returns.</summary>
public static class TrackingError
{
    public static double Compute(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear) =>
        AnnualVolatility.Compute(ActiveReturns.Compute(returns, benchmark), periodsPerYear);
}
