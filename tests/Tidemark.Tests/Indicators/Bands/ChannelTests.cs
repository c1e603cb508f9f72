using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Bands;

public sealed class ChannelTests
{
    private static readonly BarColumns Bars = IndicatorBars.Walk(200, 32, 500, 0.01);

    [Fact]
    public void Donchian_AnyBars_IsTheExtremeOfTheWindow()
    {
        var columns = Computed.Of("donchian", Bars, ("timePeriod", 7));
        Computed.AssertColumn(columns[0], 6, i => Bars.High.Last(i, 7).Max(), 0);
        Computed.AssertColumn(columns[1], 6, i => (Bars.High.Last(i, 7).Max() + Bars.Low.Last(i, 7).Min()) / 2);
        Computed.AssertColumn(columns[2], 6, i => Bars.Low.Last(i, 7).Min(), 0);
    }

    [Fact]
    public void Keltner_AnyBars_IsMeanAndAverageTrueRange()
    {
        var columns = Computed.Of("keltner", Bars, ("timePeriod", 8), ("atrPeriod", 11), ("multiplier", 1.5));
        var means = Computed.ExponentialMeans(Bars.Close.ToArray(), 8);
        var ranges = Computed.AverageTrueRanges(Bars, 11);
        Computed.AssertColumn(columns[0], 11, i => means[i] + 1.5 * ranges[i]);
        Computed.AssertColumn(columns[1], 11, i => means[i]);
        Computed.AssertColumn(columns[2], 11, i => means[i] - 1.5 * ranges[i]);
    }
}
