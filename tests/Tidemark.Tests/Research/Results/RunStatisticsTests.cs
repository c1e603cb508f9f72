using Tidemark.Research.Results;

namespace Tidemark.Tests.Research.Results;

public sealed class RunStatisticsTests
{
    [Fact]
    public void Trades_WinnersAndLosers_HaveTheirRates()
    {
        var trades = TradeStatistics.Of([Samples.RoundTrip(10m), Samples.RoundTrip(-5m), Samples.RoundTrip(-3m), Samples.RoundTrip(6m), Samples.RoundTrip(0m)]);
        Assert.Equal(5, trades.Count);
        Assert.Equal(0.4, trades.WinRate);
        Assert.Equal(2, trades.ProfitFactor);
        Assert.Equal(1.6, trades.Expectancy);
        Assert.Equal(8, trades.AverageWin);
        Assert.Equal(-4, trades.AverageLoss);
        Assert.Equal(2, trades.PayoffRatio);
        Assert.Equal(10m, trades.LargestWin);
        Assert.Equal(-5m, trades.LargestLoss);
        Assert.Equal(2, trades.LongestLosingStreak);
        Assert.Equal(2.5m, trades.Fees);
        Assert.Equal(3, trades.MeanBars);
    }

    [Fact]
    public void Trades_None_AreUndefinedNotZero()
    {
        var trades = TradeStatistics.Of([]);
        Assert.True(double.IsNaN(trades.WinRate));
        Assert.True(double.IsNaN(trades.ProfitFactor));
        Assert.True(double.IsNaN(TradeStatistics.Of([Samples.RoundTrip(1m)]).ProfitFactor));
    }

    [Fact]
    public void Groups_ByExitReasonAndInstrument_AddUpToTheWhole()
    {
        var report = Samples.Report("1d", Samples.Equity("1d", 1000, 1010), roundTrips:
            [Samples.RoundTrip(10m, "take-profit"), Samples.RoundTrip(-5m, "stop-loss", 1), Samples.RoundTrip(-3m, "stop-loss"), Samples.RoundTrip(1m, "")]);
        Assert.Equal(["(none)", "stop-loss", "take-profit"], report.Statistics.ByExitReason.Select(group => group.Name));
        Assert.Equal(["BTC/USDT@binance", "ETH/USDT@binance"], report.Statistics.ByInstrument.Select(group => group.Name));
        Assert.Equal(report.Statistics.Trades.Pnl, report.Statistics.ByExitReason.Sum(group => group.Statistics.Pnl));
    }

    [Fact]
    public void Amounts_FeesInThreeAssets_AreConvertedAtTheirPrices()
    {
        // The second fill pays 0.01 BTC at its price of 120; the third 0.1 ETH at the last close known then.
        var bars = new[] { Samples.Bars("1h", 100, 120, 120, 120), Samples.Bars("1h", 10, 11, 12, 13) };
        Fill[] fills = [Samples.Fill(0, Side.Buy, 1m, 100m, 0.1m), Samples.Fill(1, Side.Buy, 1m, 120m, 0.01m, "BTC"), Samples.Fill(3, Side.Sell, 2m, 120m, 0.1m, "ETH")];
        var statistics = Samples.Report("1h", Samples.Equity("1h", 1000, 1000, 1000, 1000), fills, bars: bars).Statistics;
        Assert.Equal(0.1 + 0.01 * 120 + 0.1 * 12, statistics.Fees, 12);
        Assert.Equal(460, statistics.TradedNotional);
        Assert.Equal(0.46, statistics.Turnover, 12);
        Assert.Equal(["BTC", "ETH", "USDT"], statistics.FeesByAsset.Select(fee => fee.Asset));
    }

    [Fact]
    public void Amounts_FeeWithoutAPrice_IsUndefinedAndWarned()
    {
        var statistics = Samples.Report("1h", Samples.Equity("1h", 1000, 1000), [Samples.Fill(0, Side.Buy, 1m, 100m, 0.1m, "BNB")]).Statistics;
        Assert.True(double.IsNaN(statistics.Fees));
        Assert.Contains(statistics.Warnings, warning => warning.Contains("could not be converted", StringComparison.Ordinal));
    }

    [Fact]
    public void Figures_FallAndRecovery_HaveDatesAndBothDrawdowns()
    {
        var equity = Samples.Equity("12h", 1100, 700, 900, 880, 1000, 1200, 1300, 1250);
        var statistics = Samples.Report("12h", equity).Statistics;
        Assert.Equal(0.25, statistics.TotalReturn, 12);
        Assert.Equal(700.0 / 1100 - 1, statistics.MaximumDrawdownPerBar, 12);
        Assert.Equal(700.0 / 1000 - 1, statistics.Metrics.MaximumDrawdown, 12);
        Assert.Equal(Samples.Start, statistics.Drawdown.Peak);
        Assert.Equal(Samples.Start + Duration.FromHours(12), statistics.Drawdown.Trough);
        Assert.Equal(Samples.Start + Duration.FromHours(60), statistics.Drawdown.Recovery);
        Assert.Equal(0.5, statistics.Exposure);
    }

    [Fact]
    public void Figures_NoBars_AreUndefinedAndSayWhy()
    {
        var statistics = Samples.Report("1h", Samples.Equity("1h")).Statistics;
        Assert.Equal(0, statistics.TotalReturn);
        Assert.True(double.IsNaN(statistics.Metrics.SharpeRatio));
        Assert.Contains("there was no bar to trade: nothing happened", statistics.Warnings);
    }

    [Fact]
    public void Figures_EverythingLost_EndThereAndSaySo()
    {
        var statistics = Samples.Report("1d", Samples.Equity("1d", 1000, 500, -100, 50, 60)).Statistics;
        Assert.Equal(3, statistics.Metrics.Count);
        Assert.Equal(-1.1, statistics.Metrics.MaximumDrawdown, 12);
        Assert.True(double.IsNaN(statistics.Metrics.AnnualReturn));
        Assert.Contains(statistics.Warnings, warning => warning.StartsWith("everything was lost", StringComparison.Ordinal));
    }

    [Fact]
    public void Warnings_FewTradesShortTimeAndMissingDays_AreNamed()
    {
        var equity = new Tidemark.Engine.Portfolios.EquityCurve(new long[] { 0, 3 * Duration.NanosecondsPerDay }, new double[] { 1000, 1001 });
        var description = Samples.Description("1h", equity) with { From = Instant.UnixEpoch };
        var warnings = RunReport.Create(Samples.Result(equity, [Samples.Fill(0, Side.Buy, 1m, 1m, 0m)], [Samples.RoundTrip(1m)]), description, []).Statistics.Warnings;
        Assert.Equal(
            ["a warning of the run", "only 1 round trip: too few to tell skill from luck", "annual figures are extrapolated from 3 days", "2 of 4 days have no bars: returns over them count as one day's"],
            warnings);
    }

    [Fact]
    public void Warnings_FeesOfHalfTheEquity_AreNamed()
    {
        var statistics = Samples.Report("1d", Samples.Equity("1d", 1000, 1000), [Samples.Fill(0, Side.Buy, 1m, 100m, 500m)]).Statistics;
        Assert.Contains("fees took 50 % of the initial equity: the result stands and falls with the costs assumed", statistics.Warnings);
    }

    [Fact]
    public void Figures_OtherAssetsAtTheStart_CountInTheInitialEquity()
    {
        var equity = Samples.Equity("1d", 3000, 3300);
        var report = RunReport.Create(Samples.Result(equity) with { InitialEquity = 3000 }, Samples.Description("1d", equity, Samples.Bitcoin), [Samples.Bars("1d", 100, 110)]);
        Assert.Equal(0.1, report.Statistics.TotalReturn, 12);
        Assert.Equal(3000 / 1.001 * 1.1, report.Statistics.BuyAndHold!.FinalEquity, 9);
    }

    [Fact]
    public void BuyAndHold_StrategyThatHolds_EqualsIt()
    {
        var bars = Samples.Bars("1d", 100, 110, 90, 120);
        double[] values = [.. new[] { 100.0, 110, 90, 120 }.Select(close => 1000 / (100 * 1.001) * close)];
        var statistics = Samples.Report("1d", Samples.Equity("1d", values), bars: [bars]).Statistics;
        Assert.Equal(statistics.TotalReturn, statistics.BuyAndHold!.TotalReturn, 12);
        Assert.Equal(statistics.Metrics.SharpeRatio, statistics.BuyAndHold.Metrics.SharpeRatio, 12);
        Assert.Equal(1, statistics.BuyAndHold.Versus.Whole.Beta, 12);
    }
}
