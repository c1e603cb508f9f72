using Tidemark.Indicators.Volume;
using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Volume;

public sealed class VolumeWeightedAveragePriceTests
{
    private static readonly BarColumns Bars = IndicatorBars.Walk(1_000, 35, 100, 0.01);

    [Theory]
    [InlineData("1d", 0)]
    [InlineData("1w", 1)]
    [InlineData("1M", 2)]
    public void Session_AnyBars_IsTheWeightedMeanSinceItBegan(string session, int choice)
    {
        var interval = Interval.Parse(session);
        var columns = Computed.Of("vwap", Bars, ("session", choice), ("nbDev", 2));
        var naive = Enumerable.Range(0, Bars.Count).Select(i => Naive(Enumerable.Range(0, i + 1).Where(k => interval.OpenOf(Bars[k].OpenTime) == interval.OpenOf(Bars[i].OpenTime)))).ToArray();
        Computed.AssertColumn(columns[0], 0, i => naive[i].Mean);
        Computed.AssertColumn(columns[1], 0, i => naive[i].Mean + 2 * naive[i].Deviation);
        Computed.AssertColumn(columns[2], 0, i => naive[i].Mean - 2 * naive[i].Deviation);
    }

    [Fact]
    public void Anchored_AtATime_BeginsWithTheFirstBarFromThere()
    {
        var anchor = Bars[123].OpenTime - Duration.FromMinutes(30);
        var column = Computed.Of("avwap", Bars, ("anchor", anchor.UnixMilliseconds))[0];
        Computed.AssertColumn(column, 123, i => Naive(Enumerable.Range(123, i - 122)).Mean);
    }

    [Fact]
    public void Anchored_AtZero_BeginsWithTheFirstBar() =>
        Assert.Equal(Naive(Enumerable.Range(0, Bars.Count)).Mean, Computed.Of("anchored_vwap", Bars)[0][^1], 1e-10);

    [Fact]
    public void Session_WorkedExample_Agrees()
    {
        // 10 with 1 and 20 with 3: mean 17.5, variance (56.25 + 3 x 6.25) / 4 = 18.75.
        var vwap = VolumeWeightedAveragePrice.OfSession(Interval.Days(1));
        vwap.Update(new Bar(Instant.FromDate(2024, 1, 1), 10, 10, 10, 10, 1));
        vwap.Update(new Bar(Instant.FromDate(2024, 1, 1), 20, 20, 20, 20, 3));
        Assert.Equal(17.5, vwap.Value);
        Assert.Equal(17.5 + Math.Sqrt(18.75), vwap.Upper, 1e-12);
        vwap.Update(new Bar(Instant.FromDate(2024, 1, 2), 30, 33, 27, 30, 5));
        Assert.Equal(30, vwap.Value);
        Assert.Equal(30, vwap.Lower);
    }

    [Fact]
    public void Session_NothingTradedYet_IsTheTypicalPriceOfTheBar()
    {
        var vwap = VolumeWeightedAveragePrice.OfSession(Interval.Days(1));
        vwap.Update(new Bar(Instant.FromDate(2024, 1, 1), 10, 12, 8, 10, 0));
        vwap.Update(new Bar(Instant.FromDate(2024, 1, 1), 11, 13, 9, 14, 0));
        Assert.Equal(12, vwap.Value);
        Assert.Equal(12, vwap.Upper);
    }

    private static (double Mean, double Deviation) Naive(IEnumerable<int> indexes)
    {
        var bars = indexes.Select(i => Bars[i]).ToArray();
        var volume = bars.Sum(bar => bar.Volume);
        var mean = bars.Sum(bar => (bar.High + bar.Low + bar.Close) / 3 * bar.Volume) / volume;
        return (mean, Math.Sqrt(bars.Sum(bar => bar.Volume * Math.Pow((bar.High + bar.Low + bar.Close) / 3 - mean, 2)) / volume));
    }
}
