namespace Tidemark.Analytics.Benchmarks;

/// <summary>Picks the periods in which a benchmark did something.</summary>
internal static class PeriodFilter
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static (double[] Returns, double[] Benchmark) Select(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, Func<double, bool> isWanted)
    {
        if (returns.Length != benchmark.Length) throw new ArgumentException("returns and benchmark must have the same length");
        var count = 0;
        foreach (var value in benchmark)
            if (isWanted(value)) count++;
        var (own, other) = (new double[count], new double[count]);
        for (int i = 0, next = 0; i < returns.Length; i++)
            if (isWanted(benchmark[i])) (own[next], other[next++]) = (returns[i], benchmark[i]);
        return (own, other);
    }
}
