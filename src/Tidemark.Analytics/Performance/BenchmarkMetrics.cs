using Tidemark.Analytics.Benchmarks;

namespace Tidemark.Analytics.Performance;

/// <summary>The usual figures of returns against a benchmark's. What is undefined is NaN.</summary>
/// <param name="Whole">Over all periods.</param>
/// <param name="Up">Over the periods in which the benchmark rose, at a riskless rate of zero.</param>
/// <param name="Down">Over the periods in which the benchmark fell, at a riskless rate of zero.</param>
/// <param name="ExcessSharpe">Information ratio per period, not annualised.</param>
/// <param name="TrackingError">Per year.</param>
/// <param name="InformationRatio">Per year.</param>
/// <param name="UpCapture">Annual return over the benchmark's where it rose.</param>
/// <param name="DownCapture">Annual return over the benchmark's where it fell.</param>
public sealed record BenchmarkMetrics(
    AlphaBeta Whole, AlphaBeta Up, AlphaBeta Down, double ExcessSharpe, double TrackingError, double InformationRatio, double UpCapture, double DownCapture)
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static BenchmarkMetrics Compute(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, in MetricAssumptions assumptions)
    {
        var (n, riskFree) = (assumptions.PeriodsPerYear, assumptions.RiskFreePerPeriod);
        return new BenchmarkMetrics(
            AlphaBeta.Compute(returns, benchmark, n, riskFree),
            AlphaBeta.ComputeUp(returns, benchmark, n),
            AlphaBeta.ComputeDown(returns, benchmark, n),
            Benchmarks.InformationRatio.ComputePerPeriod(returns, benchmark),
            Benchmarks.TrackingError.Compute(returns, benchmark, n),
            Benchmarks.InformationRatio.Compute(returns, benchmark, n),
            CaptureRatio.ComputeUp(returns, benchmark, n),
            CaptureRatio.ComputeDown(returns, benchmark, n));
    }
}
