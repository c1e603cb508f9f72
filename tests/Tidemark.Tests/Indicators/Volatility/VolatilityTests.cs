using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Volatility;

/// <summary>Volatility estimators against their papers' formulas written out, and against worked numbers.</summary>
public sealed class VolatilityTests
{
    private const int Period = 10;
    private static readonly BarColumns Bars = IndicatorBars.Walk(300, 31, 100, 0.02);

    [Fact]
    public void RealizedVolatility_AnyBars_IsTheSampleDeviationOfLogReturns() =>
        Computed.AssertColumn(Computed.Of("realized_volatility", Bars, ("timePeriod", Period))[0], Period, i =>
            Math.Sqrt(Enumerable.Range(i + 1 - Period, Period).Select(k => Math.Log(Bars[k].Close / Bars[k - 1].Close)).ToArray().Variance(isSample: true)));

    [Fact]
    public void RealizedVolatility_WorkedExample_Agrees()
    {
        // Returns ln 1.1, ln 1, ln 0.9: mean -0.003350, squared distances 0.021217, over 2, root.
        var value = Computed.Of("hv", Computed.Closes(100, 110, 110, 99), ("timePeriod", 3))[0][3];
        Assert.Equal(0.1004, value, 1e-4);
    }

    [Fact]
    public void BarsPerYear_OfDays_ScalesByItsRoot()
    {
        foreach (var name in new[] { "realized_volatility", "parkinson", "garman_klass", "rogers_satchell", "yang_zhang" })
        {
            var perBar = Computed.Of(name, Bars)[0];
            Computed.AssertColumn(Computed.Of(name, Bars, ("barsPerYear", 365))[0], Array.FindIndex(perBar, value => !double.IsNaN(value)), i => perBar[i] * Math.Sqrt(365));
        }
    }

    [Fact]
    public void Parkinson_AnyBars_IsItsFormula() =>
        Computed.AssertColumn(Computed.Of("parkinson", Bars, ("timePeriod", Period))[0], Period - 1, i =>
            Math.Sqrt(Window(i).Sum(bar => Math.Pow(Math.Log(bar.High) - Math.Log(bar.Low), 2)) / (4 * Period * Math.Log(2))), 1e-8);

    [Fact]
    public void Parkinson_BarsThatDouble_HaveTheRootOfTheLogarithmOverFour() =>
        // ln 2 squared over 4 ln 2 is ln 2 / 4.
        Assert.Equal(Math.Sqrt(Math.Log(2) / 4), Computed.Of("parkinson", Computed.Bars((1, 2, 1, 1.5, 1), (1, 2, 1, 1, 1)), ("timePeriod", 2))[0][1], 1e-15);

    [Fact]
    public void GarmanKlass_AnyBars_IsItsFormula() =>
        Computed.AssertColumn(Computed.Of("garman_klass", Bars, ("timePeriod", Period))[0], Period - 1, i =>
            Math.Sqrt(Window(i).Sum(bar => 0.5 * Math.Pow(Math.Log(bar.High / bar.Low), 2) - 0.386294361119890618 * Math.Pow(Math.Log(bar.Close / bar.Open), 2)) / Period));

    [Fact]
    public void RogersSatchell_AnyBars_IsItsFormulaInTheirNotation() =>
        // u = ln(H/O), d = ln(L/O), c = ln(C/O): u (u - c) + d (d - c).
        Computed.AssertColumn(Computed.Of("rogers_satchell", Bars, ("timePeriod", Period))[0], Period - 1, i => Math.Sqrt(Window(i).Average(bar => RogersSatchell(bar))), 1e-8);

    [Fact]
    public void RogersSatchell_BarsThatOnlyRise_HaveNone() =>
        Assert.Equal(0, Computed.Of("rogers_satchell", Computed.Bars((1, 2, 1, 2, 1), (2, 3, 2, 3, 1)), ("timePeriod", 2))[0][1]);

    [Fact]
    public void YangZhang_AnyBars_IsItsFormula() =>
        Computed.AssertColumn(Computed.Of("yang_zhang", Bars, ("timePeriod", Period))[0], Period, i =>
        {
            var gaps = Enumerable.Range(i + 1 - Period, Period).Select(k => Math.Log(Bars[k].Open / Bars[k - 1].Close)).ToArray();
            var changes = Window(i).Select(bar => Math.Log(bar.Close / bar.Open)).ToArray();
            var k = 0.34 / (1.34 + 11.0 / 9.0);
            return Math.Sqrt(gaps.Variance(isSample: true) + k * changes.Variance(isSample: true) + (1 - k) * Window(i).Average(bar => RogersSatchell(bar)));
        }, 1e-8);

    [Fact]
    public void Choppiness_AnyBars_IsItsFormula()
    {
        var ranges = Computed.TrueRanges(Bars);
        Computed.AssertColumn(Computed.Of("chop", Bars, ("timePeriod", Period))[0], Period, i =>
            100 * Math.Log10(ranges[(i + 1 - Period)..(i + 1)].Sum() / (Window(i).Max(bar => bar.High) - Window(i).Min(bar => bar.Low))) / Math.Log10(Period));
    }

    [Fact]
    public void Choppiness_StraightTrend_IsZero() =>
        // Each bar begins where the last one ended: the ranges add up to the whole way.
        Assert.Equal(0, Computed.Of("chop", Computed.Bars((1, 1, 1, 1, 1), (1, 2, 1, 2, 1), (2, 3, 2, 3, 1), (3, 4, 3, 4, 1)), ("timePeriod", 3))[0][3], 1e-12);

    private static Bar[] Window(int index) => [.. Enumerable.Range(index + 1 - Period, Period).Select(i => Bars[i])];

    private static double RogersSatchell(Bar bar)
    {
        var (up, down, change) = (Math.Log(bar.High / bar.Open), Math.Log(bar.Low / bar.Open), Math.Log(bar.Close / bar.Open));
        return up * (up - change) + down * (down - change);
    }
}
