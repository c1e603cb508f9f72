using Tidemark.Research.Attribution;
using Tidemark.Tests.Research.Results;

namespace Tidemark.Tests.Research.Attribution;

public sealed class MarketClosesTests
{
    [Fact]
    public void Of_HourlyBars_IsTheLastCloseOfEachWholeDay()
    {
        var closes = MarketCloses.Of([Samples.Bars("1h", [.. Enumerable.Range(1, 60).Select(i => (double)i)])]);
        Assert.Equal([24, 48], closes.Closes);
        Assert.Equal([Midnight(1), Midnight(2)], closes.KnownAt);
        Assert.Equal(-1, closes.IndexAt(new Instant(Midnight(1) - 1)));
        Assert.Equal(0, closes.IndexAt(new Instant(Midnight(1))));
        Assert.Equal(1, closes.IndexAt(Instant.MaxValue));
    }

    [Fact]
    public void Of_BarsAcrossMidnight_CountsABarWhenItCloses()
    {
        // Bars of 7 minutes do not divide a day: the one that opens before midnight closes after it.
        var interval = Interval.Minutes(7);
        var first = interval.OpenOf(Samples.Start);
        var bars = BarColumns.FromBars(interval, [.. Enumerable.Range(0, 420).Select(i => Bar.Create(first + new Duration(i * interval.ApproximateNanoseconds), i + 1, i + 1, i + 1, i + 1, 1))]);
        var closes = MarketCloses.Of([bars]);
        for (var day = 0; day < closes.Closes.Length; day++)
        {
            var last = (int)closes.Closes[day] - 1;
            Assert.True(interval.CloseOf(bars[last].OpenTime).Nanoseconds <= closes.KnownAt[day]);
            Assert.True(interval.CloseOf(bars[last + 1].OpenTime).Nanoseconds > closes.KnownAt[day]);
        }
        Assert.NotEmpty(closes.Closes);
    }

    [Fact]
    public void Of_DaysWithoutBars_LeavesThemOut()
    {
        var bars = BarColumns.FromBars(Interval.Hours(1), [.. ((int[])[0, 5, 80, 100]).Select(hour => Bar.Create(Samples.Start + Duration.FromHours(hour), hour + 1, hour + 1, hour + 1, hour + 1, 1))]);
        var closes = MarketCloses.Of([bars]);
        Assert.Equal([6, 81], closes.Closes);
        Assert.Equal([Midnight(1), Midnight(4)], closes.KnownAt);
    }

    [Fact]
    public void Of_LongBars_CountsThemOneByOne()
    {
        var closes = MarketCloses.Of([Samples.Bars("1w", 10, 20)]);
        Assert.Equal([10, 20], closes.Closes);
        Assert.Equal([Midnight(7), Midnight(14)], closes.KnownAt);
    }

    [Fact]
    public void Of_SeveralInstruments_IsTheMeanOfTheirReturns()
    {
        var closes = MarketCloses.Of([Samples.Bars("1d", 100, 110, 110), Samples.Bars("1d", 5, 5, 10).Slice(1, 2)]);
        Assert.Equal(1, closes.Closes[0]);
        Assert.Equal(1.1, closes.Closes[1], 12);
        Assert.Equal(1.1 * Math.Sqrt(2), closes.Closes[2], 12);
    }

    [Fact]
    public void Of_Nothing_IsNothing()
    {
        Assert.Empty(MarketCloses.Of([Samples.Bars("1h")]).Closes);
        Assert.Empty(MarketCloses.Of([]).Closes);
    }

    [Fact]
    public void Trends_OfACalendar_AreTheChangesOfWhatIsKnown()
    {
        var closes = Enumerable.Range(0, 200).Select(day => 100 * Math.Exp(day < 100 ? 0.02 * day : 4 - 0.02 * day) * (1 + 0.001 * (day % 3))).ToArray();
        var calendar = RegimeCalendar.Of([Samples.Bars("1d", closes)]);
        var trends = calendar.Trends().ToArray();
        Assert.Equal((Midnight(40), 1), (trends[0].From.Nanoseconds, trends[0].Trend));
        Assert.Equal(-1, trends[^1].Trend);
        foreach (var (from, trend) in trends)
        {
            var name = RegimeNames.TrendOf(calendar.At(from));
            Assert.Equal(trend, name switch { "up" => 1, "down" => -1, _ => 0 });
        }
    }

    private static long Midnight(int day) => (Samples.Start + Duration.FromHours(24 * day)).Nanoseconds;
}
