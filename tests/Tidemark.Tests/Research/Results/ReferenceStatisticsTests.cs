using System.Globalization;
using System.Text.Json;
using Tidemark.Analytics.Performance;
using Tidemark.Research.Results;

namespace Tidemark.Tests.Research.Results;

/// <summary>The statistics of a run agree with those that the other software computed of its own run.</summary>
public sealed class ReferenceStatisticsTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [MemberData(nameof(ReferenceRuns.Names), MemberType = typeof(ReferenceRuns))]
    public void Statistics_OfReferenceRun_AgreeWithItsAnalyzers(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(ReferenceRuns.PathOf(name, "stats.json")));
        var expected = document.RootElement;
        var report = RunReport.Create(ReferenceRuns.Run(name), "test");
        var statistics = report.Statistics;
        AssertClose(expected.GetProperty("total_return").GetDouble(), statistics.TotalReturn, "total return");
        AssertClose(expected.GetProperty("final_equity").GetDouble(), statistics.FinalEquity, "final equity");
        AssertClose(expected.GetProperty("max_drawdown_fraction_per_bar_close").GetDouble(), -statistics.MaximumDrawdownPerBar, "drawdown per bar");
        Assert.Equal(expected.GetProperty("closed_trades").GetInt32(), statistics.Trades.Count);
        Assert.Equal(expected.GetProperty("winners").GetInt32(), statistics.Trades.Winners);
        Assert.Equal(expected.GetProperty("losers").GetInt32(), statistics.Trades.Losers);
        AssertClose(expected.GetProperty("net_profit_closed").GetDouble(), (double)statistics.Trades.Pnl, "closed profit");
        AssertClose(expected.GetProperty("gross_win").GetDouble(), (double)statistics.Trades.GrossProfit, "gross profit");
        AssertClose(expected.GetProperty("gross_loss").GetDouble(), (double)statistics.Trades.GrossLoss, "gross loss");
        AssertClose(expected.GetProperty("total_commission").GetDouble(), statistics.Fees, "fees");
        AssertSharpe(expected.GetProperty("analyzer_sharpe_daily_annualized").GetProperty("value"), statistics.Metrics);
        AssertClose(expected.GetProperty("analyzer_returns").GetProperty("rtot").GetDouble(), Math.Log(1 + statistics.Metrics.CumulativeReturn), "log return");
    }

    [Theory]
    [MemberData(nameof(ReferenceRuns.Names), MemberType = typeof(ReferenceRuns))]
    public void DailyReturns_OfReferenceRun_AgreeDayByDay(string name)
    {
        var run = ReferenceRuns.Run(name);
        var periods = EquityPeriods.Of(run.Result.Equity, StatisticsBasis.UtcDay, run.Inputs[0].Bars.Interval);
        var returns = EquityPeriods.Returns(periods.Sample(run.Result.Equity.Values.Span), (double)run.Result.InitialCash);
        var lines = File.ReadAllLines(ReferenceRuns.PathOf(name, "daily_returns.csv"))[1..].Select(line => line.Split(',')).ToArray();
        Assert.Equal(lines.Length, returns.Length);
        for (var i = 0; i < lines.Length; i++) AssertClose(double.Parse(lines[i][^1], CultureInfo.InvariantCulture), returns[i], lines[i][0]);
    }

    /// <summary>Theirs divides by the population's standard deviation, ours by the sample's.</summary>
    private static void AssertSharpe(JsonElement expected, PerformanceMetrics metrics)
    {
        if (expected.ValueKind != JsonValueKind.Number) return;
        AssertClose(expected.GetDouble(), metrics.SharpeRatio * Math.Sqrt(metrics.Count / (metrics.Count - 1.0)), "Sharpe ratio");
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1e-3, Math.Abs(expected)), $"{what}: expected {expected:R}, got {actual:R}");
}
