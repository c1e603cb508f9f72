using Tidemark.Simulation.Sources;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Simulation.Sources;

public sealed class BarEventSourceTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    /// <summary>Whatever intervals, gaps, beginnings and ends: the events are those of sorting everything.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(17, 3)]
    [InlineData(90, 4)]
    public void Merge_SeriesOfAnyKind_GivesTheOrderOfAFullSort(int count, int seed)
    {
        var random = new SeededRandom((ulong)seed, "merge");
        Interval[] intervals = [Interval.Minutes(1), Interval.Minutes(5), Interval.Hours(1), new Interval(1, IntervalUnit.Month)];
        var bars = Enumerable.Range(0, count).Select(_ => Series(intervals[(int)(random.NextDouble() * intervals.Length)], random)).ToList();
        var expected = bars.SelectMany((columns, index) => Enumerable.Range(0, columns.Count).Select(row => (Close: columns.Interval.CloseOf(columns[row].OpenTime), Length: columns.Interval.ApproximateNanoseconds, Index: index, Bar: columns[row])))
            .OrderBy(item => item.Close).ThenByDescending(item => item.Length).ThenBy(item => item.Index).ToList();
        var source = new BarEventSource(bars);
        for (var position = 0; position < expected.Count; position++)
        {
            Assert.True(source.TryRead(out var next));
            var (close, _, index, bar) = expected[position];
            Assert.Equal((close, index, bar, (long)position), (next.CloseTime, next.Instrument.Value, next.Bar, next.Sequence));
            Assert.Equal(position == expected.Count - 1 || expected[position + 1].Close > close, next.ClosesInstant);
        }
        Assert.False(source.TryRead(out _));
        Assert.False(source.TryRead(out _));
    }

    private static BarColumns Series(Interval interval, SeededRandom random)
    {
        var opens = new List<Bar>();
        var time = interval.OpenOf(Start + Duration.FromMinutes((long)(random.NextDouble() * 300)));
        var wanted = (int)(random.NextDouble() * 400);
        for (; opens.Count < wanted; time = interval.CloseOf(time))
            if (random.NextDouble() < 0.8) opens.Add(Bar.Create(time, 1 + opens.Count, 2 + opens.Count, 0.5, 1 + opens.Count, 3));
        return BarColumns.FromBars(interval, opens);
    }
}
