using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Trend;

public sealed class TrailingLineTests
{
    private static readonly BarColumns Bars = IndicatorBars.Walk(600, 33, 100, 0.02);

    [Fact]
    public void SuperTrend_AnyBars_IsTheLineWrittenAsTwoBands()
    {
        var columns = Computed.Of("supertrend", Bars, ("timePeriod", 5), ("multiplier", 1.2));
        var (line, direction) = NaiveSuperTrend(Bars, 5, 1.2);
        Computed.AssertColumn(columns[0], 5, i => line[i]);
        Computed.AssertColumn(columns[1], 5, i => direction[i], 0);
        Assert.True(direction[5..].Zip(direction[6..]).Count(pair => pair.First != pair.Second) > 10);
    }

    [Fact]
    public void SuperTrend_RisingThenFalling_ChangesSidesWhenACloseComesThrough()
    {
        // True ranges are 2 throughout, so with one bar and a factor of 1 the bands stand 2 from the middles 10, 12, 14, 12, 10.
        var columns = Computed.Of("supertrend", Computed.Bars((10, 11, 9, 10, 1), (10, 11, 9, 10, 1), (12.5, 13, 11, 12.5, 1), (14, 15, 13, 14, 1), (10, 11, 9, 10, 1)),
            ("timePeriod", 1), ("multiplier", 1));
        Assert.Equal([double.NaN, -1, 1, 1, -1], columns[1]);
        // Bar 2: range |13 - 10| = 3, lower band 12 - 3 = 9. Bar 3: range 2.5, lower band 14 - 2.5. Bar 4: range 5, upper band 10 + 5.
        Assert.Equal([double.NaN, 12, 9, 11.5, 15], columns[0]);
    }

    [Fact]
    public void Chandelier_AnyBars_HangsFromTheExtremes()
    {
        var columns = Computed.Of("chandelier", Bars, ("timePeriod", 9), ("multiplier", 2.5));
        var ranges = Computed.AverageTrueRanges(Bars, 9);
        Computed.AssertColumn(columns[0], 9, i => Bars.High.Last(i, 9).Max() - 2.5 * ranges[i]);
        Computed.AssertColumn(columns[1], 9, i => Bars.Low.Last(i, 9).Min() + 2.5 * ranges[i]);
    }

    [Fact]
    public void Ichimoku_AnyBars_IsTheMiddlesOfRanges()
    {
        var columns = Computed.Of("ichimoku", Bars);
        Computed.AssertColumn(columns[0], 51, i => Middle(i, 9));
        Computed.AssertColumn(columns[1], 51, i => Middle(i, 26));
        Computed.AssertColumn(columns[2], 51, i => (Middle(i, 9) + Middle(i, 26)) / 2);
        Computed.AssertColumn(columns[3], 51, i => Middle(i, 52));
        Computed.AssertColumn(columns[4], 51, i => Bars[i].Close, 0);
    }

    private static double Middle(int index, int count) => (Bars.High.Last(index, count).Max() + Bars.Low.Last(index, count).Min()) / 2;

    /// <summary>The two bands as whole columns first, the side afterwards.</summary>
    private static (double[] Line, double[] Direction) NaiveSuperTrend(BarColumns bars, int period, double multiplier)
    {
        var ranges = Computed.AverageTrueRanges(bars, period);
        var (upper, lower, line, direction) = (new double[bars.Count], new double[bars.Count], new double[bars.Count], new double[bars.Count]);
        for (var i = period; i < bars.Count; i++)
        {
            upper[i] = (bars[i].High + bars[i].Low) / 2 + multiplier * ranges[i];
            lower[i] = (bars[i].High + bars[i].Low) / 2 - multiplier * ranges[i];
            if (i == period) continue;
            if (bars[i - 1].Close <= upper[i - 1]) upper[i] = Math.Min(upper[i], upper[i - 1]);
            if (bars[i - 1].Close >= lower[i - 1]) lower[i] = Math.Max(lower[i], lower[i - 1]);
        }
        direction[period] = -1;
        for (var i = period + 1; i < bars.Count; i++)
            direction[i] = bars[i].Close > upper[i] ? direction[i - 1] < 0 ? 1 : direction[i - 1] : bars[i].Close < lower[i] && direction[i - 1] > 0 ? -1 : direction[i - 1];
        for (var i = period; i < bars.Count; i++) line[i] = direction[i] > 0 ? lower[i] : upper[i];
        return (line, direction);
    }
}
