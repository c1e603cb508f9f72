using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Benchmarks;

/// <summary>
/// The line through returns over a benchmark's. Source: M. C. Jensen, "The Performance of Mutual Funds in the Period 1945-1964" (1968).
/// </summary>
/// <param name="Alpha">The return that the benchmark does not explain, compounded to a year: (1 + mean((r - f) - beta (b - f)))^N - 1.</param>
/// <param name="Beta">Covariance with the benchmark over the benchmark's variance.</param>
public readonly record struct AlphaBeta(double Alpha, double Beta)
{
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="benchmark">Returns of the benchmark in the same periods.</param>
    /// <param name="periodsPerYear">N.</param>
    /// <param name="riskFreePerPeriod">The riskless return of one period.</param>
    /// <returns>Both NaN for fewer than two periods or when the benchmark does not vary.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static AlphaBeta Compute(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear, double riskFreePerPeriod = 0)
    {
        var beta = Quotient.Of(Moments.Covariance(returns, benchmark), Moments.Variance(benchmark));
        var unexplained = Moments.Mean(returns) - riskFreePerPeriod - beta * (Moments.Mean(benchmark) - riskFreePerPeriod);
        return new AlphaBeta(Quotient.FiniteOrNaN(Math.Pow(1 + unexplained, periodsPerYear) - 1), beta);
    }

    /// <summary>The same over the periods in which the benchmark rose.</summary>
    public static AlphaBeta ComputeUp(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear, double riskFreePerPeriod = 0)
    {
        var (own, other) = PeriodFilter.Select(returns, benchmark, static b => b > 0);
        return Compute(own, other, periodsPerYear, riskFreePerPeriod);
    }

    /// <summary>The same over the periods in which the benchmark fell.</summary>
    public static AlphaBeta ComputeDown(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear, double riskFreePerPeriod = 0)
    {
        var (own, other) = PeriodFilter.Select(returns, benchmark, static b => b < 0);
        return Compute(own, other, periodsPerYear, riskFreePerPeriod);
    }
}
