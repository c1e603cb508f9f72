namespace Tidemark.Research.Attribution;

/// <summary>
/// The market of a run as one series of daily closes, each with the moment from which it was known. With several instruments it is an
/// index: its return of a day is the mean of the logarithmic returns of those that have a close then. Bars longer than a day count
/// one by one.
/// </summary>
/// <param name="KnownAt">Nanoseconds, ascending.</param>
/// <param name="Closes">Prices, or the level of the index, which begins at 1.</param>
internal sealed record MarketCloses(long[] KnownAt, double[] Closes)
{
    /// <param name="bars">By instrument, everything known up to the end of the run.</param>
    public static MarketCloses Of(IReadOnlyList<BarColumns> bars)
    {
        if (bars.Count == 1) return OfOne(bars[0]);
        var returns = new SortedDictionary<long, (double Sum, int Count)>();
        foreach (var series in bars) AddReturns(OfOne(series), returns);
        var (times, levels) = (new long[returns.Count], new double[returns.Count]);
        var (index, level) = (0, 1.0);
        foreach (var (time, (sum, count)) in returns)
        {
            if (count > 0) level *= Math.Exp(sum / count);
            (times[index], levels[index++]) = (time, level);
        }
        return new MarketCloses(times, levels);
    }

    /// <summary>Where a time falls: the index of the last close known by then; -1 before the first.</summary>
    public int IndexAt(Instant time)
    {
        var index = Array.BinarySearch(KnownAt, time.Nanoseconds);
        return index < 0 ? ~index - 1 : index;
    }

    private static void AddReturns(MarketCloses one, SortedDictionary<long, (double Sum, int Count)> returns)
    {
        for (var i = 0; i < one.Closes.Length; i++)
        {
            var (sum, count) = returns.GetValueOrDefault(one.KnownAt[i]);
            var hasReturn = i > 0 && one.Closes[i] > 0 && one.Closes[i - 1] > 0;
            returns[one.KnownAt[i]] = hasReturn ? (sum + Math.Log(one.Closes[i] / one.Closes[i - 1]), count + 1) : (sum, count);
        }
    }

    private static MarketCloses OfOne(BarColumns bars)
    {
        var (times, closes) = (new List<long>(), new List<double>());
        var interval = bars.Interval;
        if (interval.ApproximateNanoseconds > Duration.NanosecondsPerDay)
        {
            for (var i = 0; i < bars.Count; i++)
            {
                times.Add(interval.CloseOf(new Instant(bars.OpenTimes.Span[i])).Nanoseconds);
                closes.Add(bars.Close.Span[i]);
            }
            return new MarketCloses([.. times], [.. closes]);
        }
        for (var next = 0; next < bars.Count;)
        {
            // The midnight that ends the day in which the next bar closes; the last bar that closes by then is the close of the day.
            var close = interval.CloseOf(new Instant(bars.OpenTimes.Span[next]));
            var midnight = (new Instant(close.Nanoseconds - 1).UnixDay + 1L) * Duration.NanosecondsPerDay;
            var end = bars.LowerBound(new Instant(midnight - interval.ApproximateNanoseconds + 1));
            if (end == bars.Count && interval.CloseOf(new Instant(bars.OpenTimes.Span[^1])).Nanoseconds < midnight) break;
            times.Add(midnight);
            closes.Add(bars.Close.Span[end - 1]);
            next = end;
        }
        return new MarketCloses([.. times], [.. closes]);
    }
}
