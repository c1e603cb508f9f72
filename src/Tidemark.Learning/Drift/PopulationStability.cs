using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Distributions;

namespace Tidemark.Learning.Drift;

/// <summary>
/// The population stability index: how differently two samples fill bins of equal count of the first; missing values (NaN) have a bin of their own.
/// Below 0.1 people call little, above 0.25 much; <see cref="Threshold"/> says what chance alone makes of so many values.
/// </summary>
/// <remarks>Source: B. Yurdakul and J. Naranjo, "Statistical Properties of the Population Stability Index" (2020): without a change it is nearly chi-square times (1/n + 1/m).</remarks>
public static class PopulationStability
{
    private const double Smoothing = 0.5;

    /// <param name="reference">The values that a model learnt from.</param>
    /// <param name="current">The values that it sees now.</param>
    /// <param name="bins">How many bins, at least 2; equal values stay together, so there may be fewer.</param>
    /// <returns>NaN where a sample is empty.</returns>
    public static double Compute(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins = 10)
    {
        if (reference.IsEmpty || current.IsEmpty) return double.NaN;
        var edges = Edges(reference, bins);
        var (first, second) = (Counts(reference, edges), Counts(current, edges));
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] + second[i] == 0) continue;
            var p = (first[i] + Smoothing) / (reference.Length + Smoothing * first.Length);
            var q = (second[i] + Smoothing) / (current.Length + Smoothing * first.Length);
            sum += (p - q) * Math.Log(p / q);
        }
        return sum;
    }

    /// <summary>The index that unchanged, independent values exceed with a probability.</summary>
    /// <param name="reference">The values that a model learnt from: they say how many bins there are.</param>
    /// <param name="count">How many values are compared with them.</param>
    /// <param name="falseAlarmRate">That probability, between 0 and 1.</param>
    /// <param name="bins">How many bins.</param>
    public static double Threshold(ReadOnlySpan<double> reference, int count, double falseAlarmRate, int bins = 10)
    {
        FalseAlarms.Check(falseAlarmRate);
        if (reference.IsEmpty || count < 1) return double.NaN;
        var filled = Counts(reference, Edges(reference, bins)).Count(one => one > 0);
        var freedom = Math.Max(1, filled - 1);
        // Wilson and Hilferty (1931): the cube root of chi-square is nearly normal.
        var spread = 2.0 / (9 * freedom);
        var root = 1 - spread + NormalDistribution.Quantile(1 - falseAlarmRate) * Math.Sqrt(spread);
        return freedom * root * root * root * (1.0 / reference.Length + 1.0 / count);
    }

    private static double[] Edges(ReadOnlySpan<double> reference, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        var sorted = reference.ToArray().Where(value => !double.IsNaN(value)).Order().ToArray();
        if (sorted.Length == 0) return [];
        var edges = Enumerable.Range(1, bins - 1).Select(i => Quantiles.OfSorted(sorted, (double)i / bins)).Distinct().ToList();
        // Of a constant feature anything else is a change, also what is greater.
        return edges.Count == 1 && sorted[0] == sorted[^1] ? [Math.BitDecrement(sorted[0]), sorted[0]] : [.. edges];
    }

    /// <summary>Counts at most each edge, above the last, and missing.</summary>
    private static int[] Counts(ReadOnlySpan<double> values, double[] edges)
    {
        var counts = new int[edges.Length + 2];
        foreach (var value in values)
        {
            var bin = double.IsNaN(value) ? edges.Length + 1 : Array.BinarySearch(edges, value);
            counts[bin < 0 ? ~bin : bin]++;
        }
        return counts;
    }
}
