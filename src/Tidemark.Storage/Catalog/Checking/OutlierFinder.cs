namespace Tidemark.Storage.Catalog.Checking;

/// <summary>
/// Finds prices that do not belong to their neighbours: a high or low that is both more than 5 % and more than 12 robust standard
/// deviations (1.4826 times the median absolute deviation) away from the median of the 61 closes around it. Medians do not
/// follow a bad print, and a market that really moves widens its own band.
/// </summary>
internal static class OutlierFinder
{
    public const double LeastDeviation = 0.05;
    public const double RobustDeviations = 12;
    private const double NormalConsistency = 1.4826;
    private const int HalfWindow = 30;
    private const int Window = 2 * HalfWindow + 1;

    public static List<PriceOutlier> Find(ReadOnlySpan<long> times, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close)
    {
        var outliers = new List<PriceOutlier>();
        if (close.Length < Window) return outliers;
        var (lowest, highest) = Blocks(close);
        Span<double> sorted = stackalloc double[Window];
        for (var i = 0; i < close.Length; i++)
        {
            var start = Math.Clamp(i - HalfWindow, 0, close.Length - Window);
            if (!CanBeOutlier(high[i], low[i], lowest, highest, start)) continue;
            close.Slice(start, Window).CopyTo(sorted);
            sorted.Sort();
            var median = sorted[HalfWindow];
            var band = Math.Max(LeastDeviation * median, RobustDeviations * NormalConsistency * MedianDeviation(sorted, median));
            var price = high[i] - median > median - low[i] ? high[i] : low[i];
            if (Math.Abs(price - median) > band) outliers.Add(new PriceOutlier(new Instant(times[i]), price, median));
        }
        return outliers;
    }

    /// <summary>Extremes of closes in blocks, to pass over the bulk of bars without a sort.</summary>
    private static (double[] Lowest, double[] Highest) Blocks(ReadOnlySpan<double> close)
    {
        var count = (close.Length + HalfWindow - 1) / HalfWindow;
        var (lowest, highest) = (new double[count], new double[count]);
        for (var block = 0; block < count; block++)
        {
            var closes = close[(block * HalfWindow)..Math.Min((block + 1) * HalfWindow, close.Length)];
            lowest[block] = double.MaxValue;
            foreach (var value in closes)
            {
                lowest[block] = Math.Min(lowest[block], value);
                highest[block] = Math.Max(highest[block], value);
            }
        }
        return (lowest, highest);
    }

    private static bool CanBeOutlier(double high, double low, double[] lowest, double[] highest, int start)
    {
        var (smallest, largest) = (double.MaxValue, 0.0);
        for (var block = start / HalfWindow; block <= (start + Window - 1) / HalfWindow; block++)
        {
            smallest = Math.Min(smallest, lowest[block]);
            largest = Math.Max(largest, highest[block]);
        }
        return high > smallest * (1 + LeastDeviation) || low < largest * (1 - LeastDeviation);
    }

    private static double MedianDeviation(ReadOnlySpan<double> sorted, double median)
    {
        Span<double> deviations = stackalloc double[Window];
        for (var i = 0; i < Window; i++) deviations[i] = Math.Abs(sorted[i] - median);
        deviations.Sort();
        return deviations[HalfWindow];
    }
}
