using Tidemark.Analytics.Benchmarks;
using Tidemark.Analytics.Ratios;
using Tidemark.Analytics.Risk;

namespace Tidemark.Analytics.Rolling;

/// <summary>Metrics over a window that moves by one period. The value at index i belongs to the window that ends at period i + window - 1.</summary>
public static class RollingWindow
{
    /// <summary>The Sharpe ratio of each window; empty when there are fewer periods than the window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window has fewer than two periods.</exception>
    public static double[] SharpeRatios(ReadOnlySpan<double> returns, int window, double periodsPerYear, double riskFreePerPeriod = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        var values = new double[Math.Max(returns.Length - window + 1, 0)];
        for (var i = 0; i < values.Length; i++) values[i] = SharpeRatio.Compute(returns.Slice(i, window), periodsPerYear, riskFreePerPeriod);
        return values;
    }

    /// <summary>The annual volatility of each window; empty when there are fewer periods than the window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window has fewer than two periods.</exception>
    public static double[] Volatilities(ReadOnlySpan<double> returns, int window, double periodsPerYear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        var values = new double[Math.Max(returns.Length - window + 1, 0)];
        for (var i = 0; i < values.Length; i++) values[i] = AnnualVolatility.Compute(returns.Slice(i, window), periodsPerYear);
        return values;
    }

    /// <summary>Beta to a benchmark in each window; NaN where the benchmark did not move.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window has fewer than two periods.</exception>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double[] Betas(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        if (returns.Length != benchmark.Length) throw new ArgumentException("returns and benchmark must have the same length");
        var values = new double[Math.Max(returns.Length - window + 1, 0)];
        for (var i = 0; i < values.Length; i++) values[i] = AlphaBeta.Compute(returns.Slice(i, window), benchmark.Slice(i, window), 1).Beta;
        return values;
    }

    /// <summary>The maximum drawdown of each window, wealth being 1 before its first return.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window has no periods.</exception>
    public static double[] MaximumDrawdowns(ReadOnlySpan<double> returns, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var values = new double[Math.Max(returns.Length - window + 1, 0)];
        for (var i = 0; i < values.Length; i++) values[i] = MaximumDrawdown.Compute(returns.Slice(i, window));
        return values;
    }
}
