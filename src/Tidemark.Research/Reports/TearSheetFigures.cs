using Tidemark.Analytics.Performance;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>The cards of key figures and the table of strategy beside buy-and-hold.</summary>
internal static class TearSheetFigures
{
    public static void WriteCards(HtmlText html, RunReport report)
    {
        var (own, hold, trades) = (report.Statistics, report.Statistics.BuyAndHold, report.Statistics.Trades);
        html.Markup("<div class=\"cards\">");
        Card(html, "Total return", ReportText.Percent(own.TotalReturn), hold is null ? "" : $"buy-and-hold {ReportText.Percent(hold.TotalReturn)}", own.TotalReturn);
        Card(html, "Annual return", ReportText.Percent(own.Metrics.AnnualReturn), $"volatility {ReportText.PlainPercent(own.Metrics.AnnualVolatility)}", own.Metrics.AnnualReturn);
        Card(html, "Sharpe ratio", ReportText.Ratio(own.Metrics.SharpeRatio), hold is null ? "" : $"buy-and-hold {ReportText.Ratio(hold.Metrics.SharpeRatio)}", 0);
        Card(html, "Maximum drawdown", ReportText.Percent(own.Metrics.MaximumDrawdown), hold is null ? "" : $"buy-and-hold {ReportText.Percent(hold.Metrics.MaximumDrawdown)}", own.Metrics.MaximumDrawdown);
        Card(html, "Round trips", ReportText.Count(trades.Count), $"win rate {ReportText.PlainPercent(trades.WinRate)}", 0);
        Card(html, "Profit factor", ReportText.Ratio(trades.ProfitFactor), $"mean result {ReportText.SignedAmount(trades.Expectancy)} {report.Result.Currency}", 0);
        Card(html, "Fees", $"{ReportText.Amount(own.Fees)} {report.Result.Currency}", $"{ReportText.PlainPercent(own.Fees / own.InitialEquity)} of the initial equity", 0);
        Card(html, "Final equity", $"{ReportText.Amount(own.FinalEquity)} {report.Result.Currency}", $"from {ReportText.Amount(own.InitialEquity)}", 0);
        html.Markup("</div>");
    }

    public static void WriteComparison(HtmlText html, RunReport report)
    {
        var (own, hold) = (report.Statistics, report.Statistics.BuyAndHold);
        html.OpenTable("Figures of the strategy and of buy-and-hold", hold is null ? ["Figure", "Strategy"] : ["Figure", "Strategy", "Buy-and-hold"]);
        Row("Total return", ReportText.Percent(own.TotalReturn), ReportText.Percent(hold?.TotalReturn ?? double.NaN));
        Metric("Annual return", m => m.AnnualReturn, ReportText.Percent);
        Metric("Annual volatility", m => m.AnnualVolatility, ReportText.PlainPercent);
        Metric("Sharpe ratio", m => m.SharpeRatio, ReportText.Ratio);
        if (own.Deflated is { } deflated) Row($"Deflated Sharpe ratio, {ReportText.Count(deflated.Trials)} tried", ReportText.PlainPercent(deflated.Probability), "");
        Metric("Sortino ratio", m => m.SortinoRatio, ReportText.Ratio);
        Metric("Calmar ratio", m => m.CalmarRatio, ReportText.Ratio);
        Metric("Omega ratio", m => m.OmegaRatio, ReportText.Ratio);
        Metric("Maximum drawdown", m => m.MaximumDrawdown, ReportText.Percent);
        Metric("Its length, periods", m => m.DeepestDrawdown.Length, value => ReportText.Count((long)value));
        Metric("Longest drawdown, periods", m => m.LongestDrawdownLength, value => ReportText.Count((long)value));
        Metric("Value at risk 5 %", m => m.ValueAtRisk5, ReportText.Percent);
        Metric("Conditional value at risk 5 %", m => m.ConditionalValueAtRisk5, ReportText.Percent);
        Metric("Tail ratio", m => m.TailRatio, ReportText.Ratio);
        Metric("Stability (R²)", m => m.Stability, ReportText.Ratio);
        Metric("Skewness", m => m.Skewness, ReportText.Ratio);
        Metric("Excess kurtosis", m => m.ExcessKurtosis, ReportText.Ratio);
        Metric("Best period", m => m.BestPeriod, ReportText.Percent);
        Metric("Worst period", m => m.WorstPeriod, ReportText.Percent);
        Row("Exposure", ReportText.PlainPercent(own.Exposure), ReportText.PlainPercent(1));
        Row("Turnover, times equity", ReportText.Ratio(own.Turnover), "");
        if (hold is not null) Row("Beta to buy-and-hold", ReportText.Ratio(hold.Versus.Whole.Beta), "");
        html.CloseTable();

        void Metric(string label, Func<PerformanceMetrics, double> value, Func<double, string> show) =>
            Row(label, show(value(own.Metrics)), hold is null ? "" : show(value(hold.Metrics)));

        void Row(string label, string value, string other)
        {
            html.Markup("<tr>").Element("th", label, "scope=\"row\"").Element("td", value);
            if (hold is not null) html.Element("td", other);
            html.Markup("</tr>");
        }
    }

    public static void WriteTradeFigures(HtmlText html, RunReport report)
    {
        var (trades, currency) = (report.Statistics.Trades, report.Result.Currency);
        if (trades.Count == 0) return;
        html.Element("h3", "Round trips").OpenTable("Figures of the round trips", ["Figure", "All", "Winners", "Losers"]);
        Row("Number", ReportText.Count(trades.Count), ReportText.Count(trades.Winners), ReportText.Count(trades.Losers));
        Row($"Profit {currency}", ReportText.SignedAmount((double)trades.Pnl), ReportText.SignedAmount((double)trades.GrossProfit), ReportText.SignedAmount((double)trades.GrossLoss));
        Row("Mean", ReportText.SignedAmount(trades.Expectancy), ReportText.SignedAmount(trades.AverageWin), ReportText.SignedAmount(trades.AverageLoss));
        Row("Largest", "", ReportText.SignedAmount((double)trades.LargestWin), ReportText.SignedAmount((double)trades.LargestLoss));
        Row("Mean return", ReportText.Percent(trades.MeanReturn), "", "");
        Row("Win rate", ReportText.PlainPercent(trades.WinRate), "", "");
        Row("Payoff ratio", ReportText.Ratio(trades.PayoffRatio), "", "");
        Row("Longest losing streak", "", "", ReportText.Count(trades.LongestLosingStreak));
        Row("Mean length, bars", ReportText.Ratio(trades.MeanBars), "", "");
        html.CloseTable();

        void Row(string label, string all, string winners, string losers) => html.Markup("<tr>").Element("th", label, "scope=\"row\"")
            .Element("td", all).Element("td", winners).Element("td", losers).Markup("</tr>");
    }

    private static void Card(HtmlText html, string label, string value, string detail, double sign)
    {
        html.Markup("<div class=\"card\">").Element("div", label, "class=\"label\"");
        html.Element("div", value, sign > 0 ? "class=\"value good\"" : sign < 0 ? "class=\"value bad\"" : "class=\"value\"");
        html.Element("div", detail, "class=\"detail\"").Markup("</div>");
    }
}
