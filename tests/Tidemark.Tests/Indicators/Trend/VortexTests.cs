using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Trend;

public sealed class VortexTests
{
    [Fact]
    public void Vortex_AnyBars_IsItsFormula()
    {
        var bars = IndicatorBars.Walk(200, 46, 100, 0.01);
        var ranges = Computed.TrueRanges(bars);
        var columns = Computed.Of("vortex", bars);
        Computed.AssertColumn(columns[0], 14, i => Enumerable.Range(i - 13, 14).Sum(k => Math.Abs(bars[k].High - bars[k - 1].Low)) / ranges[(i - 13)..(i + 1)].Sum());
        Computed.AssertColumn(columns[1], 14, i => Enumerable.Range(i - 13, 14).Sum(k => Math.Abs(bars[k].Low - bars[k - 1].High)) / ranges[(i - 13)..(i + 1)].Sum());
    }

    [Fact]
    public void Vortex_WorkedExample_Agrees()
    {
        // True range 3; up |13 - 9|, down |10 - 11|.
        var columns = Computed.Of("vortex", Computed.Bars((10, 11, 9, 10, 1), (10, 13, 10, 13, 1)), ("timePeriod", 1));
        Assert.Equal(4.0 / 3, columns[0][1]);
        Assert.Equal(1.0 / 3, columns[1][1]);
    }
}
