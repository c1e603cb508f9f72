using Tidemark.Research.Reports;
using Tidemark.Tests.Research.Results;

namespace Tidemark.Tests.Research.Reports;

public sealed class ExposureCurveTests
{
    [Fact]
    public void Of_BoughtAndSold_IsWhatWasHeldOverEquity()
    {
        // Bought in the second bar, half sold in the fourth: the close of a bar values what was held then.
        var bars = Samples.Bars("1h", 100, 100, 200, 200, 200);
        var equity = Samples.Equity("1h", 1000, 1000, 1000, 1000, 500);
        var curve = ExposureCurve.Of(Samples.Report("1h", equity, [Samples.Fill(1, Side.Buy, 2m, 100m, 0m), Samples.Fill(3, Side.Sell, 1m, 200m, 0m)], [], [bars]))!;
        Assert.Equal([0, 0.2, 0.4, 0.2, 0.4], curve.Net.Values);
        Assert.Null(curve.Gross);
        Assert.Equal(1, curve.BarsPerPoint);
    }

    [Fact]
    public void Of_LongAndShort_TellsBothTogether()
    {
        var bars = Samples.Bars("1h", 100, 100);
        var equity = Samples.Equity("1h", 1000, 1000);
        var curve = ExposureCurve.Of(Samples.Report("1h", equity, [Samples.Fill(0, Side.Buy, 3m, 100m, 0m), Samples.Fill(1, Side.Sell, 1m, 100m, 0m, instrument: 1)], [], [bars, bars]))!;
        Assert.Equal([0.3, 0.2], curve.Net.Values);
        Assert.Equal([0.3, 0.4], curve.Gross!.Values);
    }

    [Fact]
    public void Of_ManyBars_IsTheMeanOfStretches()
    {
        var closes = Enumerable.Repeat(100.0, 2_400).ToArray();
        var equity = Samples.Equity("1h", [.. closes.Select(_ => 1000.0)]);
        // Held every second hour: half of the equity on average.
        var fills = Enumerable.Range(0, 2_400).Select(hour => Samples.Fill(hour, hour % 2 == 0 ? Side.Buy : Side.Sell, 10m, 100m, 0m)).ToArray();
        var curve = ExposureCurve.Of(Samples.Report("1h", equity, fills, [], [Samples.Bars("1h", closes)]))!;
        Assert.Equal(120, curve.Net.Values.Length);
        Assert.All(curve.Net.Values, value => Assert.Equal(0.5, value, 9));
        Assert.Equal(20, curve.BarsPerPoint);
    }

    [Fact]
    public void Of_NothingTraded_IsNothing() => Assert.Null(ExposureCurve.Of(Samples.Report("1h", Samples.Equity("1h", 1000), [], [], [Samples.Bars("1h", 100)])));

    [Fact]
    public void Turnover_ByMonth_IsWhatWasTradedOverMeanEquity()
    {
        var equity = Samples.Equity("1d", [.. Enumerable.Range(0, 60).Select(day => day < 31 ? 1000.0 : 2000.0)]);
        var months = MonthlyTurnover.Of(Samples.Report("1d", equity, [Samples.Fill(24, Side.Buy, 5m, 100m, 0m), Samples.Fill(24 * 40, Side.Sell, 5m, 200m, 0m), Samples.Fill(24 * 41, Side.Buy, 5m, 200m, 0m)]));
        Assert.Equal([new MonthlyTurnover("2024-01", 0.5, 1), new MonthlyTurnover("2024-02", 1, 2)], months);
    }
}
