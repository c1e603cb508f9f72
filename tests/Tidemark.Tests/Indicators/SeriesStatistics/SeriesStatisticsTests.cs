using Tidemark.Statistics.Randomness;
using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.SeriesStatistics;

public sealed class SeriesStatisticsTests
{
    private static readonly BarColumns Bars = IndicatorBars.Walk(600, 44, 60_000, 0.002);

    [Fact]
    public void ZScore_AnyBars_IsItsFormula() =>
        Computed.AssertColumn(Computed.Of("zscore", Bars)[0], 19, i =>
        {
            var window = Bars.Close.Last(i, 20);
            return (window[^1] - window.Mean()) / Math.Sqrt(window.Variance(isSample: false));
        }, 1e-7);

    [Fact]
    public void ZScore_WorkedExample_Agrees() =>
        // Mean 4, squared distances 4, 4 and 16 over 3: 4 / √8 = √2.
        Assert.Equal(Math.Sqrt(2), Computed.Of("zscore", Computed.Closes(2, 2, 8), ("timePeriod", 3))[0][2], 1e-15);

    [Theory]
    [InlineData(0, 40)]
    [InlineData(1, 60)]
    [InlineData(2, 80)]
    public void PercentRank_WithEqualOnes_CountsThemAsAsked(int equal, double expected) =>
        Assert.Equal(expected, Computed.Of("percent_rank", Computed.Closes(1, 2, 3, 3, 9, 3), ("timePeriod", 5), ("equal", equal))[0][5]);

    [Fact]
    public void PercentRank_AnyBars_CountsTheValuesBefore() =>
        Computed.AssertColumn(Computed.Of("percent_rank", Bars, ("timePeriod", 50))[0], 50, i =>
            100.0 * Bars.Close.Last(i - 1, 50).Count(value => value < Bars[i].Close) / 50);

    [Fact]
    public void Entropy_SignsOfAFairSequence_IsOneBit()
    {
        var columns = Computed.Of("entropy", Computed.Closes(1, 2, 1, 2, 1), ("timePeriod", 4));
        Assert.Equal(1, columns[0][4]);
        Assert.Equal(1 / Math.Log2(3), columns[1][4]);
    }

    [Fact]
    public void Entropy_SignsOfTwoUpOneDownOneStill_IsOneAndAHalfBits() =>
        Assert.Equal(1.5, Computed.Of("entropy", Computed.Closes(1, 2, 3, 3, 2), ("timePeriod", 4))[0][4]);

    [Fact]
    public void Entropy_AlwaysUp_IsZero() =>
        Assert.Equal(0, Computed.Of("entropy", Computed.Closes(1, 2, 3, 4, 5), ("timePeriod", 4))[0][4]);

    [Fact]
    public void Entropy_OfBins_CountsReturnsInBinsOfEqualWidth() =>
        Computed.AssertColumn(Computed.Of("entropy", Bars, ("timePeriod", 60), ("symbols", 1), ("bins", 7))[0], 60, i =>
        {
            var returns = Enumerable.Range(i - 59, 60).Select(k => Math.Log(Bars[k].Close / Bars[k - 1].Close)).ToArray();
            var (low, high) = (returns.Min(), returns.Max());
            return returns.GroupBy(value => Math.Min(6, Math.Floor((value - low) / (high - low) * 7))).Sum(bin => -bin.Count() / 60.0 * Math.Log2(bin.Count() / 60.0));
        });

    [Theory]
    [InlineData(64, 0)]
    [InlineData(100, 0)]
    [InlineData(128, 1)]
    public void Hurst_AnyBars_IsTheSlopeOfRescaledRanges(int period, int correction) =>
        Computed.AssertColumn(Computed.Of("hurst", Bars, ("timePeriod", period), ("correction", correction))[0], period, i =>
        {
            var returns = Enumerable.Range(i + 1 - period, period).Select(k => Math.Log(Bars[k].Close / Bars[k - 1].Close)).ToArray();
            var points = new List<(double X, double Y)>();
            for (var length = period; length >= 8; length /= 2)
            {
                var blocks = Enumerable.Range(0, period / length).Select(block => returns[(period - (block + 1) * length)..(period - block * length)]);
                var y = Math.Log(blocks.Average(RescaledRange)) - (correction == 1 ? Math.Log(Expected(length)) : 0);
                points.Add((Math.Log(length), y));
            }
            var (meanX, meanY) = (points.Average(point => point.X), points.Average(point => point.Y));
            var slope = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX));
            return slope + (correction == 1 ? 0.5 : 0);
        });

    [Fact]
    public void Hurst_Corrected_IsAboutAHalfWithoutMemory_MoreAndLessWithIt()
    {
        Assert.InRange(MeanHurst(0), 0.46, 0.54);
        Assert.InRange(MeanHurst(0.6), 0.58, 1);
        Assert.InRange(MeanHurst(-0.6), 0, 0.42);
    }

    /// <summary>The mean exponent of returns that remember a share of the one before.</summary>
    private static double MeanHurst(double memory)
    {
        var random = new SeededRandom(9, "hurst");
        var (price, change) = (100.0, 0.0);
        var closes = new double[4_000];
        for (var i = 0; i < closes.Length; i++)
        {
            change = memory * change + 0.005 * random.NextNormal();
            closes[i] = price *= Math.Exp(change);
        }
        return Computed.Of("hurst", Computed.Closes(closes), ("correction", 1))[0].Where((value, i) => !double.IsNaN(value) && i % 64 == 0).Average();
    }

    private static double RescaledRange(double[] block)
    {
        var mean = block.Mean();
        var sums = block.Select((_, i) => block[..(i + 1)].Sum(value => value - mean)).Append(0).ToArray();
        return (sums.Max() - sums.Min()) / Math.Sqrt(block.Variance(isSample: false));
    }

    /// <summary>Γ((n-1)/2) / (√π Γ(n/2)) by products of whole and half numbers.</summary>
    private static double Expected(int length) =>
        Gamma(length - 1) / (Math.Sqrt(Math.PI) * Gamma(length)) * Enumerable.Range(1, length - 1).Sum(i => Math.Sqrt((length - i) / (double)i));

    private static double Gamma(int halves) => halves switch
    {
        1 => Math.Sqrt(Math.PI),
        2 => 1,
        _ => (halves / 2.0 - 1) * Gamma(halves - 2),
    };
}
