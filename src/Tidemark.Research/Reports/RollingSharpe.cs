using Tidemark.Analytics.Rolling;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>The Sharpe ratio over a moving window of periods, strategy and buy-and-hold, for drawing.</summary>
/// <param name="Window">Periods in a window; 0 when there are too few for any.</param>
/// <param name="Own">Of the strategy.</param>
/// <param name="Hold">Of buy-and-hold; null when there is none.</param>
internal sealed record RollingSharpe(int Window, TimeValueSeries? Own, TimeValueSeries? Hold)
{
    /// <summary>Windows to choose from; the longest that leaves two thirds of the run to draw is taken.</summary>
    private static readonly int[] Windows = [180, 90, 60, 30];

    public static RollingSharpe Of(RunReport report, int limit)
    {
        var periods = report.Periods;
        var window = Windows.FirstOrDefault(length => length * 3 <= periods.Count);
        if (window == 0) return new RollingSharpe(0, null, null);
        var times = periods.Sample(report.Result.Equity.Times.Span);
        var own = EquityPeriods.Returns(periods.Sample(report.Result.Equity.Values.Span), report.Result.InitialEquity);
        var hold = report.Holding is { } holding ? EquityPeriods.Returns(holding.Values, holding.Initial) : null;
        return new RollingSharpe(window, Curve(own), hold is null ? null : Curve(hold));

        TimeValueSeries Curve(double[] returns)
        {
            var values = RollingWindow.SharpeRatios(returns, window, periods.PeriodsPerYear);
            return TimeValueSeries.Of(times.AsSpan(Math.Min(window - 1, times.Length)), values, limit);
        }
    }
}
