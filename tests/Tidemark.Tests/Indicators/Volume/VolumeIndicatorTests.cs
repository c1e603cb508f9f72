using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Volume;

public sealed class VolumeIndicatorTests
{
    private static readonly BarColumns Bars = IndicatorBars.Walk(400, 43, 100, 0.01);

    [Fact]
    public void ChaikinMoneyFlow_AnyBars_IsItsFormula() =>
        Computed.AssertColumn(Computed.Of("cmf", Bars, ("timePeriod", 9))[0], 8, i =>
            Window(i, 9).Sum(bar => (2 * bar.Close - bar.High - bar.Low) / (bar.High - bar.Low) * bar.Volume) / Window(i, 9).Sum(bar => bar.Volume));

    [Fact]
    public void ChaikinMoneyFlow_WorkedExample_Agrees() =>
        // Closed at the high with 3, at the low with 1: (3 - 1) / 4.
        Assert.Equal(0.5, Computed.Of("cmf", Computed.Bars((1, 2, 1, 2, 3), (2, 2, 1, 1, 1)), ("timePeriod", 2))[0][1]);

    [Fact]
    public void ForceIndex_AnyBars_IsTheMeanOfChangeTimesVolume()
    {
        var forces = Enumerable.Range(0, Bars.Count).Select(i => i == 0 ? double.NaN : (Bars[i].Close - Bars[i - 1].Close) * Bars[i].Volume).ToArray();
        var means = Computed.ExponentialMeans(forces, 13);
        Computed.AssertColumn(Computed.Of("force_index", Bars)[0], 13, i => means[i]);
    }

    [Fact]
    public void EaseOfMovement_AnyBars_IsItsFormula() =>
        Computed.AssertColumn(Computed.Of("eom", Bars, ("timePeriod", 14), ("volumeScale", 1_000))[0], 14, i =>
            Enumerable.Range(i - 13, 14).Average(k =>
                ((Bars[k].High + Bars[k].Low) / 2 - (Bars[k - 1].High + Bars[k - 1].Low) / 2) / (Bars[k].Volume / 1_000 / (Bars[k].High - Bars[k].Low))));

    [Fact]
    public void Klinger_AnyBars_IsItsFormula()
    {
        var forces = Enumerable.Repeat(double.NaN, Bars.Count).ToArray();
        for (var i = 1; i < Bars.Count; i++)
        {
            // The stretch of one trend that ends here, and the range of the bar before it.
            var trend = Trend(i);
            var begin = i;
            while (begin > 1 && Trend(begin - 1) == trend) begin--;
            var cumulated = Enumerable.Range(begin - 1, i - begin + 2).Sum(k => Bars[k].High - Bars[k].Low);
            forces[i] = Bars[i].Volume * Math.Abs(2 * (Bars[i].High - Bars[i].Low) / cumulated - 1) * trend * 100;
        }
        var (fast, slow) = (Computed.ExponentialMeans(forces, 34), Computed.ExponentialMeans(forces, 55));
        var difference = fast.Zip(slow, (left, right) => left - right).ToArray();
        var signal = Computed.ExponentialMeans(difference, 13);
        var columns = Computed.Of("kvo", Bars);
        Computed.AssertColumn(columns[0], 67, i => difference[i], 1e-8);
        Computed.AssertColumn(columns[1], 67, i => signal[i], 1e-8);
    }

    private static int Trend(int index) => Math.Sign(Bars[index].High + Bars[index].Low + Bars[index].Close - (Bars[index - 1].High + Bars[index - 1].Low + Bars[index - 1].Close));

    private static Bar[] Window(int index, int count) => [.. Enumerable.Range(index + 1 - count, count).Select(i => Bars[i])];
}
