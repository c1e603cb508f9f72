using System.Collections.Immutable;
using Tidemark.Storage.Catalog.Merging;

namespace Tidemark.Storage.Catalog.Filling;

/// <summary>Bars that were filled in give way to the venue's own when those come.</summary>
internal static class FilledBars
{
    /// <summary>What is there without the filled bars that new parts hold, and its sources with what is still filled.</summary>
    public static (BarColumns Bars, ImmutableArray<SeriesSource> Sources) GiveWay(BarColumns there, ImmutableArray<SeriesSource> sources, IReadOnlyList<BarColumns> parts)
    {
        var gone = new HashSet<long>();
        foreach (var range in sources.SelectMany(source => source.Filled))
        {
            foreach (var part in parts)
                foreach (var time in part.Between(range.From, range.To).OpenTimes.Span) gone.Add(time);
        }
        if (gone.Count == 0) return (there, sources);
        var kept = new BarTable(there.Count);
        var times = there.OpenTimes.Span;
        for (var i = 0; i < times.Length; i++)
            if (!gone.Contains(times[i])) kept.Add(there, i);
        return (kept.ToColumns(there.Interval), [.. sources.Select(source => source with { Filled = [.. source.Filled.SelectMany(range => Without(range, there, gone))] })]);
    }

    /// <summary>The runs of bars that are there in a range, without those that go.</summary>
    private static IEnumerable<GapRange> Without(GapRange range, BarColumns there, HashSet<long> gone) =>
        RunsOf(there.Interval, [.. there.Between(range.From, range.To).OpenTimes.ToArray().Where(time => !gone.Contains(time))]);

    /// <summary>Open times as runs of neighbours.</summary>
    public static IEnumerable<GapRange> RunsOf(Interval interval, IReadOnlyList<long> times)
    {
        for (var from = 0; from < times.Count;)
        {
            var to = from;
            while (to + 1 < times.Count && interval.CloseOf(new Instant(times[to])).Nanoseconds == times[to + 1]) to++;
            yield return new GapRange(new Instant(times[from]), interval.CloseOf(new Instant(times[to])), to - from + 1);
            from = to + 1;
        }
    }
}
