using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.MovingAverages;

public sealed class WeightedAverageTests
{
    private static readonly BarColumns Bars = IndicatorBars.Walk(300, 34, 60_000, 0.01);

    [Theory]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(2)]
    public void Hull_AnyBars_IsItsFormula(int period)
    {
        var closes = Bars.Close.ToArray();
        var raw = closes.Select((_, i) => i + 1 < period ? double.NaN : 2 * Weighted(closes, i, period / 2) - Weighted(closes, i, period)).ToArray();
        var root = (int)Math.Sqrt(period);
        Computed.AssertColumn(Computed.Of("hma", Bars, ("timePeriod", period))[0], period + root - 2, i => Weighted(raw, i, root));
    }

    [Fact]
    public void Hull_StraightLine_HasTheKnownLead() =>
        // A weighted mean of n values of a line lags by (n - 1) / 3: 2 (t - 1/3) - (t - 1) is t + 1/3, and its mean over two is t again.
        Assert.Equal(8, Computed.Of("hma", Computed.Closes(1, 2, 3, 4, 5, 6, 7, 8), ("timePeriod", 4))[0][7], 1e-12);

    [Fact]
    public void VolumeWeighted_AnyBars_IsItsFormula() =>
        Computed.AssertColumn(Computed.Of("vwma", Bars, ("timePeriod", 12))[0], 11, i =>
            Bars.Close.Last(i, 12).Zip(Bars.Volume.Last(i, 12), (close, volume) => close * volume).Sum() / Bars.Volume.Last(i, 12).Sum());

    [Fact]
    public void VolumeWeighted_WorkedExample_Agrees() =>
        // (10 x 1 + 20 x 3) / 4
        Assert.Equal(17.5, Computed.Of("vwma", Computed.Bars((10, 10, 10, 10, 1), (20, 20, 20, 20, 3)), ("timePeriod", 2))[0][1]);

    [Fact]
    public void VolumeWeighted_NothingTraded_IsThePlainMean() =>
        Assert.Equal(15, Computed.Of("vwma", Computed.Bars((10, 10, 10, 10, 0), (20, 20, 20, 20, 0)), ("timePeriod", 2))[0][1]);

    private static double Weighted(double[] values, int index, int count) =>
        Enumerable.Range(0, count).Sum(k => (count - k) * values[index - k]) / (count * (count + 1) / 2.0);
}
