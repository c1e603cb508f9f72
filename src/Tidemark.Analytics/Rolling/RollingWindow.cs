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
