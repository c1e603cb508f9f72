using Tidemark.Indicators.Levels;

namespace Tidemark.Tests.Indicators.Levels;

public sealed class ZigZagTests
{
    private const double None = double.NaN;

    [Fact]
    public void Pivot_ReversalOfTenPercent_IsKnownOnTheBarThatReverses()
    {
        var bars = DrawnBars.Prices("100 105 120 115 109 108 100 109.9 110 130");
        Assert.Equal([None, None, 100, 100, 100, 120, 120, 120, 100, 100], DrawnBars.Outputs(ZigZag.OfPercent(10), bars));
        Assert.Equal([None, None, -1, -1, -1, 1, 1, 1, -1, -1], DrawnBars.Outputs(ZigZag.OfPercent(10), bars, 1));
        Assert.Equal([None, None, 2, 3, 4, 3, 4, 5, 2, 3], DrawnBars.Outputs(ZigZag.OfPercent(10), bars, 2));
    }

    [Fact]
    public void Pivot_SlightlyLessThanTheReversal_IsNone() =>
        Assert.All(DrawnBars.Outputs(ZigZag.OfPercent(10), DrawnBars.Prices("100 109.9 99 108.8 99.1 107")), value => Assert.Equal(None, value));

    [Fact]
    public void Pivot_BarWithANewHighAndADeepLow_OnlyExtendsTheLeg()
    {
        var bars = DrawnBars.Candles("100 100 100 100|100 112 100 112|112 130 90 91|91 129 118 118|118 118 117 117");
        Assert.Equal([None, 100, 100, 100, 130], DrawnBars.Outputs(ZigZag.OfPercent(10), bars));
    }

    [Fact]
    public void Pivot_FirstBarThatGoesBothWays_FollowsItsColour()
    {
        Assert.Equal(100, DrawnBars.Outputs(ZigZag.OfPercent(10), DrawnBars.Candles("100 105 100 105|100 115 90 101"))[^1]);
        Assert.Equal(105, DrawnBars.Outputs(ZigZag.OfPercent(10), DrawnBars.Candles("100 105 100 105|100 115 90 99"))[^1]);
    }

    [Fact]
    public void Pivot_ByAverageTrueRanges_NeedsTheirMultiple()
    {
        // each true range is 2, so that the average is 2 as long as bars overlap like this: three of them are 6
        const string Rise = "100 101 99 100|101 102 100 101|102 103 101 102|103 104 102 103|104 105 103 104|105 106 104 105|106 107 105 106";
        Assert.Equal([None, None, None, 99, 99, 99, 99], DrawnBars.Outputs(ZigZag.OfRanges(2.5, 2), DrawnBars.Candles(Rise)));
        Assert.Equal(99, DrawnBars.Outputs(ZigZag.OfRanges(2.5, 2), DrawnBars.Candles(Rise + "|105 106 104 105|104 105 103 104"))[^1]);
        Assert.Equal(107, DrawnBars.Outputs(ZigZag.OfRanges(2.5, 2), DrawnBars.Candles(Rise + "|105 106 104 105|104 105 103 104|103 104 102 103"))[^1]);
    }
}
