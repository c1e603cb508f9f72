namespace Tidemark.Analytics.Benchmarks;

/// <summary>Picks the periods in which a benchmark did something.</summary>
internal static class PeriodFilter
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static (double[] Returns, double[] Benchmark) Select(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, Func<double, bool> isWanted)
    {
        if (returns.Length != benchmark.Length) throw new ArgumentException("returns and benchmark must have the same length");
        var own = new List<double>();
        var other = new List<double>();
        for (var i = 0; i < returns.Length; i++)
        {
            if (!isWanted(benchmark[i])) continue;
            own.Add(returns[i]);
            other.Add(benchmark[i]);
        }
        return ([.. own], [.. other]);
    }
}
