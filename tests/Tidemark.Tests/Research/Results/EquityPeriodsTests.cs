using Tidemark.Engine.Portfolios;
using Tidemark.Research.Results;

namespace Tidemark.Tests.Research.Results;

public sealed class EquityPeriodsTests
{
    [Fact]
    public void UtcDay_HourlyBars_TakesTheLastValueOfEachDay()
    {
        var equity = Samples.Equity("6h", 1, 2, 3, 4, 5, 6, 7, 8, 9);
        var periods = EquityPeriods.Of(equity, StatisticsBasis.UtcDay, Interval.Parse("6h"));
        Assert.Equal([3, 7, 8], periods.LastIndices);
        Assert.Equal(365, periods.PeriodsPerYear);
        Assert.Contains("UTC day", periods.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void UtcDay_DaysWithoutBars_AreNoPeriods()
    {
        long[] times = [-1, 0, Duration.NanosecondsPerDay * 5, Duration.NanosecondsPerDay * 5 + 1, Duration.NanosecondsPerDay * 9 - 1];
        var periods = EquityPeriods.Of(new EquityCurve(times, new double[5]), StatisticsBasis.UtcDay, Interval.Parse("1m"));
        Assert.Equal([0, 1, 3, 4], periods.LastIndices);
    }

    [Theory]
    [InlineData("1w", 365.0 / 7)]
    [InlineData("1M", 12)]
    [InlineData("3M", 4)]
    public void UtcDay_BarsLongerThanADay_CountsBarsInstead(string interval, double periodsPerYear)
    {
        var periods = EquityPeriods.Of(Samples.Equity(interval, 1, 2, 3), StatisticsBasis.UtcDay, Interval.Parse(interval));
        Assert.Equal(3, periods.Count);
        Assert.Equal(periodsPerYear, periods.PeriodsPerYear, 10);
        Assert.Contains(interval, periods.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void Bar_HourlyBars_CountsEveryBar()
    {
        var periods = EquityPeriods.Of(Samples.Equity("1h", 1, 2, 3), StatisticsBasis.Bar, Interval.Parse("1h"));
        Assert.Equal([0, 1, 2], periods.LastIndices);
        Assert.Equal(8760, periods.PeriodsPerYear);
    }

    [Fact]
    public void Returns_FirstIsRelativeToTheInitialValue_AndEndAtRuin()
    {
        Assert.Equal([0.25, -0.5], EquityPeriods.Returns([125, 62.5], 100));
        Assert.Equal([-0.5, -1.5], EquityPeriods.Returns([50, -25, 10, 20], 100));
        Assert.Empty(EquityPeriods.Returns([50], 0));
        Assert.Empty(EquityPeriods.Returns([], 100));
    }

    [Fact]
    public void UtcDay_ManyDays_AgreesWithAWalkOverEveryBar()
    {
        var random = new Tidemark.Statistics.Randomness.SeededRandom(1, "days");
        var times = new long[20_000];
        var time = 0L;
        for (var i = 0; i < times.Length; i++) times[i] = time += 1 + (long)(random.NextDouble() * random.NextDouble() * 4 * Duration.NanosecondsPerHour);
        var expected = Enumerable.Range(0, times.Length).Where(i => i == times.Length - 1 || new Instant(times[i]).UnixDay != new Instant(times[i + 1]).UnixDay);
        Assert.Equal(expected, EquityPeriods.Of(new EquityCurve(times, new double[times.Length]), StatisticsBasis.UtcDay, Interval.Parse("1m")).LastIndices);
    }
}
