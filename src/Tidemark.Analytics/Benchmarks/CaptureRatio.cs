using Tidemark.Analytics.Returns;

namespace Tidemark.Analytics.Benchmarks;

/// <summary>Annual return over the benchmark's annual return, within the periods in which the benchmark rose (or fell).</summary>
public static class CaptureRatio
{
    /// <summary>Over the periods in which the benchmark rose: above 1 is better than the benchmark.</summary>
    public static double ComputeUp(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear)
    {
        var (own, other) = PeriodFilter.Select(returns, benchmark, static b => b > 0);
        return Quotient.Of(AnnualReturn.Compute(own, periodsPerYear), AnnualReturn.Compute(other, periodsPerYear));
    }

    /// <summary>Over the periods in which the benchmark fell: below 1 is better than the benchmark.</summary>
    public static double ComputeDown(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear)
    {
        var (own, other) = PeriodFilter.Select(returns, benchmark, static b => b < 0);
        return Quotient.Of(AnnualReturn.Compute(own, periodsPerYear), AnnualReturn.Compute(other, periodsPerYear));
    }
}
