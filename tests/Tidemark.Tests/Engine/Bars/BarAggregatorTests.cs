using Tidemark.Engine.Bars;

namespace Tidemark.Tests.Engine.Bars;

public sealed class BarAggregatorTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    [Fact]
    public void TryClose_BeforeTheCloseTime_GivesNothing_ThenTheBar()
    {
        var aggregator = new BarAggregator(Interval.Minutes(5));
        aggregator.Add(MinuteBar(0, 10, 12, 9, 11, 2));
        aggregator.Add(MinuteBar(3, 11, 13, 10.5, 12.5, 3));
        Assert.False(aggregator.TryClose(At(4), out _));
        Assert.True(aggregator.TryClose(At(5), out var bar));
        Assert.Equal(new Bar(At(0), 10, 13, 9, 12.5, 5), bar);
        Assert.False(aggregator.TryClose(At(60), out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void TryClose_BarWhoseBeginningIsNotCovered_IsNeverGivenOut(int firstMinute)
    {
        var aggregator = new BarAggregator(Interval.Minutes(5));
        aggregator.Add(MinuteBar(firstMinute, 10, 12, 9, 11, 2));
        var restored = new BarAggregator(Interval.Minutes(5));
        restored.Restore(aggregator.Save());
        Assert.False(restored.TryClose(At(5), out _));
        // A hole later on is no beginning: nothing traded, or it is counted as a gap of the finer series.
        restored.Add(MinuteBar(7, 20, 22, 19, 21, 1));
        Assert.True(restored.TryClose(At(10), out var bar));
        Assert.Equal(new Bar(At(5), 20, 22, 19, 21, 1), bar);
    }

    [Fact]
    public void Add_OfTrades_GivesTheirOpenHighLowCloseAndVolume()
    {
        var aggregator = new BarAggregator(Interval.Minutes(1));
        aggregator.Add(new Trade(At(7), 100, 1, Side.Buy, 1));
        aggregator.Add(new Trade(At(7), 103, 2, null, 2));
        aggregator.Add(new Trade(new Instant(At(8).Nanoseconds - 1), 99, 0.5, Side.Sell, 3));
        Assert.Equal(At(8), aggregator.CloseTime);
        Assert.True(aggregator.TryClose(At(8), out var bar));
        Assert.Equal(new Bar(At(7), 100, 103, 99, 99, 3.5), bar);
    }

    [Fact]
    public void Add_OfDataOutsideTheBarUnderWay_IsABrokenInvariant()
    {
        var aggregator = new BarAggregator(Interval.Minutes(5));
        aggregator.Add(MinuteBar(6, 1, 1, 1, 1, 1));
        Assert.Throws<InvalidOperationException>(() => aggregator.Add(MinuteBar(10, 1, 1, 1, 1, 1)));
        Assert.Throws<InvalidOperationException>(() => aggregator.Add(MinuteBar(4, 1, 1, 1, 1, 1)));
    }

    [Theory]
    [InlineData("1w", "2024-02-29T10:00:00Z", "2024-02-26T00:00:00Z", "2024-03-04T00:00:00Z")]
    [InlineData("1M", "2024-02-29T10:00:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z")]
    [InlineData("3M", "2024-02-29T10:00:00Z", "2024-01-01T00:00:00Z", "2024-04-01T00:00:00Z")]
    [InlineData("1d", "1969-12-31T10:00:00Z", "1969-12-31T00:00:00Z", "1970-01-01T00:00:00Z")]
    public void Add_BeginsTheBarThatContainsTheData(string interval, string time, string open, string close)
    {
        var aggregator = new BarAggregator(Interval.Parse(interval));
        aggregator.Add(new Trade(Instant.Parse(time), 5, 1, null, 0));
        Assert.Equal((Instant.Parse(open), Instant.Parse(close)), (aggregator.OpenTime, aggregator.CloseTime));
    }

    [Fact]
    public void Restore_AtAnyPoint_ContinuesAsIfNothingHadHappened()
    {
        var straight = Run(new BarAggregator(Interval.Minutes(5)), 0, 40, restoreEvery: int.MaxValue);
        for (var every = 1; every < 12; every++) Assert.Equal(straight, Run(new BarAggregator(Interval.Minutes(5)), 0, 40, every));
        Assert.Throws<ArgumentException>(() => new BarAggregator(Interval.Hours(1)).Restore(new BarAggregatorState(true, MinuteBar(5, 1, 1, 1, 1, 1), true, false)));
    }

    [Fact]
    public void Aggregating_AllocatesNothing()
    {
        var aggregator = new BarAggregator(Interval.Minutes(5));
        Assert.Equal(0, Allocated.By(() => Feed(aggregator, 10_000)));
    }

    private static void Feed(BarAggregator aggregator, int bars)
    {
        aggregator.Restore(default);
        for (var minute = 0; minute < bars; minute++)
        {
            aggregator.TryClose(At(minute), out _);
            aggregator.Add(MinuteBar(minute, 1, 2, 1, 1.5, 1));
            _ = aggregator.Save();
        }
    }

    private static List<Bar> Run(BarAggregator aggregator, int from, int to, int restoreEvery)
    {
        var closed = new List<Bar>();
        for (var minute = from; minute < to; minute++)
        {
            if (minute % restoreEvery == 0)
            {
                var state = aggregator.Save();
                aggregator = new BarAggregator(aggregator.Interval);
                aggregator.Restore(state);
            }
            if (aggregator.TryClose(At(minute), out var bar)) closed.Add(bar);
            if (minute % 4 != 1) aggregator.Add(MinuteBar(minute, minute + 1, minute + 3, minute + 0.5, minute + 2, 1));
        }
        Assert.Equal(7, closed.Count);
        return closed;
    }

    private static Instant At(int minute) => new(Start.Nanoseconds + minute * Duration.NanosecondsPerMinute);

    private static Bar MinuteBar(int minute, double open, double high, double low, double close, double volume) => new(At(minute), open, high, low, close, volume);
}
