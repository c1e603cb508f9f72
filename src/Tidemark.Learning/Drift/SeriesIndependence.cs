namespace Tidemark.Learning.Drift;

/// <summary>How much the values of a series say that those before them did not.</summary>
internal static class SeriesIndependence
{
    private const double Least = 0.05;

    /// <summary>The share of values that count as independent: one over one plus twice the autocorrelations of their ranks, up to the first that is next to nothing.</summary>
    /// <param name="values">In the order of time; missing ones (NaN) are passed over.</param>
    public static double Of(ReadOnlySpan<double> values)
    {
        var present = values.ToArray().Where(value => !double.IsNaN(value)).ToArray();
        var ranks = RanksOf(present);
        var variance = ranks.Sum(rank => rank * rank);
        if (!(variance > 0)) return 1;
        var sum = 1.0;
        for (var lag = 1; lag < ranks.Length / 2; lag++)
        {
            var product = 0.0;
            for (var i = lag; i < ranks.Length; i++) product += ranks[i] * ranks[i - lag];
            if (product < Least * variance) break;
            sum += 2 * product / variance;
        }
        return 1 / sum;
    }

    /// <summary>About their middle; equal values have one rank.</summary>
    private static double[] RanksOf(double[] values)
    {
        var sorted = values.Order().ToArray();
        return Array.ConvertAll(values, value =>
        {
            var (first, last) = (Array.BinarySearch(sorted, value), 0);
            last = first;
            while (first > 0 && sorted[first - 1] == value) first--;
            while (last + 1 < sorted.Length && sorted[last + 1] == value) last++;
            return (first + last - sorted.Length + 1) / 2.0;
        });
    }
}
