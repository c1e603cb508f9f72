using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Bands;

public sealed class SqueezeTests
{
    private const int Period = 10;

    [Fact]
    public void Squeeze_AnyBars_ComparesTheBandsAndFitsALine()
    {
        var bars = IndicatorBars.Walk(500, 47, 100, 0.01);
        var ranges = Computed.TrueRanges(bars);
        var columns = Computed.Of("squeeze", bars, ("timePeriod", Period));
        Computed.AssertColumn(columns[0], 2 * Period - 2, i =>
            2 * Math.Sqrt(bars.Close.Last(i, Period).Variance(isSample: false)) < 1.5 * ranges[(i + 1 - Period)..(i + 1)].Mean() ? 1 : 0, 0);
        Assert.Contains(0.0, columns[0]);
        Assert.Contains(1.0, columns[0]);
        Computed.AssertColumn(columns[1], 2 * Period - 2, i =>
        {
            var distances = Enumerable.Range(i + 1 - Period, Period).Select(k => bars[k].Close
                - ((bars.High.Last(k, Period).Max() + bars.Low.Last(k, Period).Min()) / 2 + bars.Close.Last(k, Period).Mean()) / 2).ToArray();
            var middle = (Period - 1) / 2.0;
            var slope = distances.Select((value, index) => (index - middle) * value).Sum() / distances.Select((_, index) => (index - middle) * (index - middle)).Sum();
            return distances.Mean() + slope * middle;
        }, 1e-8);
    }
}
