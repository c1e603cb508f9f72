namespace Tidemark.Research.Results;

/// <summary>
/// Chooses which points of a long series to keep: it is cut into equal stretches, and of each the first, the lowest, the highest and the
/// last point stay. So no peak and no trough is lost, however few points there are.
/// </summary>
public static class EquityThinning
{
    private const int PointsPerStretch = 4;

    /// <summary>The indices to keep, ascending: all of them when there are at most <paramref name="limit"/>.</summary>
    /// <param name="values">The series.</param>
    /// <param name="limit">The most points to keep, at least 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 4.</exception>
    public static int[] Keep(ReadOnlySpan<double> values, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, PointsPerStretch);
        if (values.Length <= limit) return All(values.Length);
        var stretches = limit / PointsPerStretch;
        var kept = new int[stretches * PointsPerStretch];
        var count = 0;
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var start = (int)((long)values.Length * stretch / stretches);
            var end = (int)((long)values.Length * (stretch + 1) / stretches);
            var (lowest, highest) = Extremes(values, start, end);
            count = Add(kept, count, start);
            count = Add(kept, count, Math.Min(lowest, highest));
            count = Add(kept, count, Math.Max(lowest, highest));
            count = Add(kept, count, end - 1);
        }
        return kept[..count];
    }

    private static int[] All(int length)
    {
        var all = new int[length];
        for (var i = 0; i < length; i++) all[i] = i;
        return all;
    }

    private static int Add(int[] kept, int count, int index)
    {
        if (count > 0 && kept[count - 1] == index) return count;
        kept[count] = index;
        return count + 1;
    }

    private static (int Lowest, int Highest) Extremes(ReadOnlySpan<double> values, int start, int end)
    {
        int lowest = start, highest = start;
        for (var i = start + 1; i < end; i++)
        {
            if (values[i] < values[lowest]) lowest = i;
            if (values[i] > values[highest]) highest = i;
        }
        return (lowest, highest);
    }
}
