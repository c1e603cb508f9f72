namespace Tidemark.Storage.Import.Bars;

/// <summary>Tells the interval of bars from their times: the smallest distance, when all others are multiples of it and it occurs often enough.</summary>
internal static class IntervalFinder
{
    private const long ShortestMonth = 28 * Duration.NanosecondsPerDay;

    /// <summary>The coarsest interval on which all bars lie and which occurs as a distance; null when that cannot be told.</summary>
    /// <param name="times">Strictly ascending.</param>
    public static Interval? Find(ReadOnlySpan<long> times)
    {
        if (times.Length < 2) return null;
        var shortest = long.MaxValue;
        for (var i = 1; i < times.Length; i++) shortest = Math.Min(shortest, times[i] - times[i - 1]);
        if (shortest >= ShortestMonth && AreAligned(times, new Interval(1, IntervalUnit.Month))) return Months(times);
        return OfLength(shortest) is { } interval && AreAligned(times, interval) && Occurs(times, shortest) ? interval : null;
    }

    /// <summary>The interval of a length in the unit that people use for it; null for a length that is none.</summary>
    public static Interval? OfLength(long nanoseconds)
    {
        if (nanoseconds <= 0 || nanoseconds % Instant.NanosecondsPerSecond != 0) return null;
        var seconds = nanoseconds / Instant.NanosecondsPerSecond;
        var (count, unit) = seconds switch
        {
            _ when seconds % (7 * 86_400) == 0 => (seconds / (7 * 86_400), IntervalUnit.Week),
            _ when seconds % 86_400 == 0 => (seconds / 86_400, IntervalUnit.Day),
            _ when seconds % 3_600 == 0 => (seconds / 3_600, IntervalUnit.Hour),
            _ when seconds % 60 == 0 => (seconds / 60, IntervalUnit.Minute),
            _ => (seconds, IntervalUnit.Second),
        };
        return count <= 100 ? new Interval((int)count, unit) : null;
    }

    public static bool AreAligned(ReadOnlySpan<long> times, Interval interval)
    {
        foreach (var time in times)
            if (!interval.IsAligned(new Instant(time))) return false;
        return true;
    }

    /// <summary>One distance out of many may be chance; two, or one of two rows, are not.</summary>
    private static bool Occurs(ReadOnlySpan<long> times, long distance)
    {
        var count = 0;
        for (var i = 1; i < times.Length && count < 2; i++)
            if (times[i] - times[i - 1] == distance) count++;
        return count >= Math.Min(2, times.Length - 1);
    }

    private static Interval? Months(ReadOnlySpan<long> times)
    {
        foreach (var count in (ReadOnlySpan<int>)[12, 6, 3, 2, 1])
        {
            var interval = new Interval(count, IntervalUnit.Month);
            if (!AreAligned(times, interval)) continue;
            for (var i = 1; i < times.Length; i++)
                if (interval.CloseOf(new Instant(times[i - 1])).Nanoseconds == times[i]) return interval;
        }
        return null;
    }
}
