using Tidemark.Research.Results;

namespace Tidemark.Tests.Research.Results;

public sealed class BuyAndHoldTests
{
    [Fact]
    public void ValuesAt_OneInstrument_BuysAtTheFirstOpenAndPaysTheFee()
    {
        var bars = Samples.Bars("1h", 100, 110, 90);
        var equity = Samples.Equity("1h", 1000, 1000, 1000);
        var values = BuyAndHold.Of(equity, [Samples.Bitcoin], [bars], "USDT", 1000, 0.001m)!.ValuesAt(equity.Times.Span);
        var units = 1000 / (100 * 1.001);
        Assert.Equal([units * 100, units * 110, units * 90], values);
    }

    [Fact]
    public void ValuesAt_WarmUpBarsBefore_StartsAtTheFirstTradedBar()
    {
        var bars = Samples.Bars("1h", 50, 60, 100, 110, 120);
        var equity = new Tidemark.Engine.Portfolios.EquityCurve(bars.OpenTimes[2..], new double[3]);
        var values = BuyAndHold.Of(equity, [Samples.Bitcoin], [bars], "USDT", 600, 0m)!.ValuesAt(equity.Times.Span);
        Assert.Equal([1000, 1100, 1200], values);
    }

    [Fact]
    public void ValuesAt_SparseTimes_AgreeWithAllTimes()
    {
        var bars = Samples.Bars("1h", [.. Enumerable.Range(1, 200).Select(i => 100.0 + i % 17)]);
        var equity = new Tidemark.Engine.Portfolios.EquityCurve(bars.OpenTimes, new double[200]);
        var hold = BuyAndHold.Of(equity, [Samples.Bitcoin], [bars], "USDT", 1000, 0.001m)!;
        var all = hold.ValuesAt(equity.Times.Span);
        int[] picked = [0, 3, 4, 50, 199];
        Assert.Equal(picked.Select(i => all[i]), hold.ValuesAt([.. picked.Select(i => equity.Times.Span[i])]));
    }

    [Fact]
    public void ValuesAt_SecondInstrumentStartsLaterWithLongerBars_IsCashUntilItsFirstCloseIsKnown()
    {
        var hourly = Samples.Bars("1h", 100, 100, 100, 100, 100, 100);
        var later = Samples.Bars("2h", 10, 20, 40).Slice(1, 2);
        var equity = new Tidemark.Engine.Portfolios.EquityCurve(hourly.OpenTimes, new double[6]);
        var values = BuyAndHold.Of(equity, [Samples.Bitcoin, Samples.Ether], [hourly, later], "USDT", 1000, 0m)!.ValuesAt(equity.Times.Span);
        // Bought at 10 by the bar from 02:00; its close of 20 is known at 04:00, when the hourly bar of 03:00 closes.
        Assert.Equal([1000, 1000, 1000, 1500, 1500, 2500], values);
    }

    [Fact]
    public void Of_NothingToCompareWith_IsNull()
    {
        var bars = Samples.Bars("1h", 100);
        var equity = Samples.Equity("1h", 1000);
        Assert.Null(BuyAndHold.Of(equity, [Samples.Bitcoin], [], "USDT", 1000, 0m));
        Assert.Null(BuyAndHold.Of(equity, [Samples.Bitcoin], [bars], "EUR", 1000, 0m));
        Assert.Null(BuyAndHold.Of(Samples.Equity("1h"), [Samples.Bitcoin], [bars], "USDT", 1000, 0m));
        Assert.Null(BuyAndHold.Of(equity, [Samples.Bitcoin], [bars], "USDT", 0, 0m));
    }
}
