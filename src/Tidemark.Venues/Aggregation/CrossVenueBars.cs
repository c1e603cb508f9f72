namespace Tidemark.Venues.Aggregation;

/// <summary>
/// Bars of several venues as one: at each open time the venues that have a bar; those whose close is an outlier among the closes are left
/// out (<see cref="OutlierRule"/>); open, high, low and close are each weighted by volume, the volumes added. Where nobody traded all count the
/// same. A bar that only some venues have is made of those, if they are enough.
/// </summary>
public static class CrossVenueBars
{
    /// <param name="sources">Bars of the venues, of one interval.</param>
    /// <param name="rule">What an outlier is.</param>
    /// <param name="fewestVenues">Fewer venues with a bar that counts make none.</param>
    /// <exception cref="ArgumentException">The intervals differ, or there are no sources.</exception>
    public static CombinedBars Combine(IReadOnlyList<(string Venue, BarColumns Bars)> sources, OutlierRule rule, int fewestVenues = 1)
    {
        if (sources.Count == 0 || sources.Any(source => source.Bars.Interval != sources[0].Bars.Interval)) throw new ArgumentException("bars of one interval are combined");
        var next = new int[sources.Count];
        var (combined, uses, outliers) = (new List<Bar>(), new long[sources.Count], new long[sources.Count]);
        var (present, isOutlier, scratch) = (new List<int>(), new bool[sources.Count], new double[sources.Count]);
        var passedOver = 0L;
        while (EarliestOf(sources, next) is { } time)
        {
            present.Clear();
            for (var venue = 0; venue < next.Length; venue++)
                if (next[venue] < sources[venue].Bars.Count && sources[venue].Bars.OpenTimes.Span[next[venue]] == time) present.Add(venue);
            rule.Find([.. present.Select(venue => sources[venue].Bars.Close.Span[next[venue]])], isOutlier, scratch);
            var counting = present.Where((_, place) => !isOutlier[place]).ToList();
            for (var place = 0; place < present.Count; place++) (isOutlier[place] ? outliers : uses)[present[place]]++;
            if (counting.Count >= fewestVenues) combined.Add(Weigh(counting.ConvertAll(venue => sources[venue].Bars[next[venue]])));
            else passedOver++;
            foreach (var venue in present) next[venue]++;
        }
        return new CombinedBars(BarColumns.FromBars(sources[0].Bars.Interval, combined), [.. sources.Select((source, venue) => new CombinedSource(source.Venue, uses[venue], outliers[venue]))], passedOver);
    }

    internal static Bar Weigh(IReadOnlyList<Bar> bars)
    {
        if (bars.Count == 1) return bars[0];
        var volume = bars.Sum(bar => bar.Volume);
        double Mean(Func<Bar, double> value) => volume > 0 ? bars.Sum(bar => value(bar) * bar.Volume) / volume : bars.Average(value);
        var (open, high, low, close) = (Mean(bar => bar.Open), Mean(bar => bar.High), Mean(bar => bar.Low), Mean(bar => bar.Close));
        // Rounding may put a mean of equal prices a hair beyond another.
        return new Bar(bars[0].OpenTime, open, Math.Max(Math.Max(high, open), close), Math.Min(Math.Min(low, open), close), close, volume);
    }

    private static long? EarliestOf(IReadOnlyList<(string Venue, BarColumns Bars)> sources, int[] next)
    {
        long? earliest = null;
        for (var venue = 0; venue < next.Length; venue++)
        {
            if (next[venue] == sources[venue].Bars.Count) continue;
            var time = sources[venue].Bars.OpenTimes.Span[next[venue]];
            if (earliest is null || time < earliest) earliest = time;
        }
        return earliest;
    }
}
