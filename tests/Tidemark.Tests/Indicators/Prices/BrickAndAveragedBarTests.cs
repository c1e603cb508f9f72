using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Prices;

public sealed class BrickAndAveragedBarTests
{
    [Fact]
    public void HeikinAshi_WorkedExample_Agrees()
    {
        var columns = Computed.Of("heikin_ashi", Computed.Bars((10, 14, 8, 12, 1), (12, 16, 11, 15, 1), (15, 15, 9, 10, 1)));
        // Closes (10+14+8+12)/4, (12+16+11+15)/4, (15+15+9+10)/4; opens (10+12)/2, (11+11)/2, (11+13.5)/2.
        Assert.Equal([11, 11, 12.25], columns[0]);
        Assert.Equal([14, 16, 15], columns[1]);
        Assert.Equal([8, 11, 9], columns[2]);
        Assert.Equal([11, 13.5, 12.25], columns[3]);
    }

    [Fact]
    public void Renko_FixedHeight_TurnsOnlyTwoBricksBack()
    {
        double[] closes = [100, 104, 109, 131, 126, 111, 110, 99, 80, 95, 100, 101];
        var columns = Computed.Of("renko", Computed.Closes(closes), ("brickSize", 10));
        Assert.Equal([0, 0, 0, 1, 1, 1, -1, -1, -1, -1, 1, 1], columns[0]);
        Assert.Equal([100, 100, 100, 130, 130, 130, 110, 100, 80, 80, 100, 100], columns[1]);
        Assert.Equal([0, 0, 0, 3, 0, 0, 1, 1, 2, 0, 1, 0], columns[2]);
    }

    [Fact]
    public void Renko_DecimalSteps_AreNotMissedByRounding()
    {
        // 100.3 - 100 is a little less than three times 0.1 in binary.
        Assert.Equal(3, Computed.Of("renko", Computed.Closes(100, 100.3), ("brickSize", 0.1))[2][1]);
    }

    [Fact]
    public void Renko_FixedHeight_AgreesWithBricksLaidOneByOne()
    {
        var bars = IndicatorBars.Walk(2_000, 41, 1_000, 0.01);
        var columns = Computed.Of("renko", bars, ("brickSize", 7));
        var (direction, last) = (0, bars[0].Close);
        for (var i = 0; i < bars.Count; i++)
        {
            var made = 0;
            while (bars[i].Close >= last + 7 * (direction < 0 ? 2 : 1)) (last, direction, made) = (last + 7 * (direction < 0 ? 2 : 1), 1, made + 1);
            while (bars[i].Close <= last - 7 * (direction > 0 ? 2 : 1)) (last, direction, made) = (last - 7 * (direction > 0 ? 2 : 1), -1, made + 1);
            Assert.Equal(direction, columns[0][i]);
            Assert.Equal(last, columns[1][i], 1e-6);
            Assert.Equal(made, columns[2][i]);
        }
    }

    [Fact]
    public void Renko_OfRange_KeepsTheHeightUntilBricksAreMade()
    {
        var bars = IndicatorBars.Walk(600, 42, 100, 0.01);
        var columns = Computed.Of("renko", bars, ("atrPeriod", 5));
        var ranges = Computed.AverageTrueRanges(bars, 5);
        var height = ranges[5];
        for (var i = 6; i < bars.Count; i++)
        {
            var moved = Math.Abs(columns[1][i] - columns[1][i - 1]);
            var turned = columns[0][i] * columns[0][i - 1] < 0 ? 1 : 0;
            if (columns[2][i] > 0)
            {
                Assert.Equal((columns[2][i] + turned) * height, moved, 1e-9);
                height = ranges[i];
            }
            else
            {
                Assert.Equal(0, moved);
            }
        }
    }
}
