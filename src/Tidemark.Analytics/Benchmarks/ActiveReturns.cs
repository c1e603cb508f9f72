namespace Tidemark.Analytics.Benchmarks;

/// <summary>Returns less the benchmark's, period by period.</summary>
internal static class ActiveReturns
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double[] Compute(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark)
    {
        if (returns.Length != benchmark.Length) throw new ArgumentException("returns and benchmark must have the same length");
        var active = new double[returns.Length];
        for (var i = 0; i < active.Length; i++) active[i] = returns[i] - benchmark[i];
        return active;
    }
}
