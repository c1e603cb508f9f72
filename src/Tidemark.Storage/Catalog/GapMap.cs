using System.Collections;

namespace Tidemark.Storage.Catalog;

/// <summary>The runs of absent bars of a series, ascending. Stored with the series; nothing before the first and after the last bar counts.</summary>
public sealed class GapMap : IReadOnlyList<GapRange>
{
    private readonly ReadOnlyMemory<long> fromTimes;
    private readonly ReadOnlyMemory<long> toTimes;
    private readonly ReadOnlyMemory<long> counts;

    internal GapMap(ReadOnlyMemory<long> fromTimes, ReadOnlyMemory<long> toTimes, ReadOnlyMemory<long> counts)
    {
        this.fromTimes = fromTimes;
        this.toTimes = toTimes;
        this.counts = counts;
    }

    /// <summary>How many runs.</summary>
    public int Count => fromTimes.Length;

    public GapRange this[int index] => new(new Instant(fromTimes.Span[index]), new Instant(toTimes.Span[index]), counts.Span[index]);

    internal ReadOnlyMemory<long> FromTimes => fromTimes;

    internal ReadOnlyMemory<long> ToTimes => toTimes;

    internal ReadOnlyMemory<long> Counts => counts;

    /// <summary>Absent bars, all runs together.</summary>
    public long AbsentBars()
    {
        long total = 0;
        foreach (var count in counts.Span) total += count;
        return total;
    }

    /// <summary>The length of the longest run in bars; 0 without gaps.</summary>
    public long LongestRun()
    {
        long longest = 0;
        foreach (var count in counts.Span) longest = Math.Max(longest, count);
        return longest;
    }

    /// <summary>The longest runs first, ties in time order.</summary>
    public IReadOnlyList<GapRange> Longest(int take) => [.. this.OrderByDescending(gap => gap.Bars).ThenBy(gap => gap.From).Take(take)];

    /// <summary>The gaps of bars that need not be stored.</summary>
    public static GapMap Of(BarColumns bars) => Of(bars.Interval, [bars]);

    /// <summary>The gaps of bars that lie in several pieces, ascending.</summary>
    internal static GapMap Of(Interval interval, IReadOnlyList<BarColumns> pieces)
    {
        List<long> from = [], to = [], counts = [];
        var expected = long.MinValue;
        var fixedLength = interval.IsFixed ? interval.ApproximateNanoseconds : 0;
        foreach (var piece in pieces)
        {
            foreach (var time in piece.OpenTimes.Span)
            {
                if (time != expected && expected != long.MinValue)
                {
                    from.Add(expected);
                    to.Add(time);
                    counts.Add(interval.CountBetween(new Instant(expected), new Instant(time)));
                }
                expected = fixedLength > 0 ? time + fixedLength : interval.CloseOf(new Instant(time)).Nanoseconds;
            }
        }
        return new GapMap(from.ToArray(), to.ToArray(), counts.ToArray());
    }

    public IEnumerator<GapRange> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
