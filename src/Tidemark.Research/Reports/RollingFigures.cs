using Tidemark.Analytics.Rolling;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>Figures over a moving window of days (longer bars one by one), strategy and buy-and-hold, for drawing.</summary>
/// <param name="Window">Periods in a window; 0 when there are too few for any.</param>
/// <param name="Sharpe">The Sharpe ratio of the strategy.</param>
/// <param name="HoldSharpe">Of buy-and-hold; null when there is none.</param>
/// <param name="Volatility">The annual volatility of the strategy.</param>
/// <param name="HoldVolatility">Of buy-and-hold.</param>
/// <param name="Beta">Of the strategy to buy-and-hold.</param>
internal sealed record RollingFigures(int Window, TimeValueSeries? Sharpe, TimeValueSeries? HoldSharpe, TimeValueSeries? Volatility, TimeValueSeries? HoldVolatility, TimeValueSeries? Beta)
{
    /// <summary>Windows to choose from; the longest that leaves two thirds of the run to draw is taken.</summary>
    private static readonly int[] Windows = [180, 90, 60, 30];

    public static RollingFigures Of(RunReport report, int limit)
    {
        var days = report.Days;
        var window = Windows.FirstOrDefault(length => length * 3 <= days.Count);
        if (window == 0) return new RollingFigures(0, null, null, null, null, null);
        var times = days.Sample(report.Result.Equity.Times.Span);
        var own = EquityPeriods.Returns(days.Sample(report.Result.Equity.Values.Span), report.Result.InitialEquity);
        var hold = report.HoldingOf(days) is { } holding ? EquityPeriods.Returns(holding.Values, holding.Initial) : null;
        var both = Math.Min(own.Length, hold?.Length ?? 0);
        return new RollingFigures(window,
            Curve(RollingWindow.SharpeRatios(own, window, days.PeriodsPerYear)),
            hold is null ? null : Curve(RollingWindow.SharpeRatios(hold, window, days.PeriodsPerYear)),
            Curve(RollingWindow.Volatilities(own, window, days.PeriodsPerYear)),
            hold is null ? null : Curve(RollingWindow.Volatilities(hold, window, days.PeriodsPerYear)),
            hold is null ? null : Curve(RollingWindow.Betas(own.AsSpan(0, both), hold.AsSpan(0, both), window)));

        TimeValueSeries Curve(double[] values) => TimeValueSeries.Of(times.AsSpan(Math.Min(window - 1, times.Length)), values, limit);
    }
}
