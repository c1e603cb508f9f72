using System.Globalization;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>The tables of months, of round trips, and of what the run assumed.</summary>
internal static class TearSheetTables
{
    private const double StrongestMonth = 0.20;
    private static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static void WriteMonths(HtmlText html, RunReport report)
    {
        var years = MonthlyReturns.Of(report);
        html.OpenTable("Returns by month in percent", ["Year", .. MonthNames, "Strategy", .. report.Holding is null ? Array.Empty<string>() : ["Buy-and-hold"]], "months");
        foreach (var year in years)
        {
            html.Markup("<tr>").Element("th", year.Year.ToString(CultureInfo.InvariantCulture), "scope=\"row\"");
            foreach (var month in year.Months) WriteMonth(html, month);
            html.Element("td", ReportText.Percent(year.Total), $"class=\"total {SignClass(year.Total)}\"");
            if (report.Holding is not null) html.Element("td", ReportText.Percent(year.Hold), $"class=\"total {SignClass(year.Hold)}\"");
            html.Markup("</tr>");
        }
        html.CloseTable();
    }

    public static void WriteTrips(HtmlText html, RunReport report, string caption, IReadOnlyList<int> indices)
    {
        if (indices.Count == 0) return;
        html.Element("h3", caption).OpenTable($"{caption} round trips",
            ["#", "Instrument", "Side", "Entry", "Price", "Exit", "Price", "Quantity", $"Profit {report.Result.Currency}", "Return", "At worst", "At best", "Bars", "Exit reason"], "trips");
        foreach (var index in indices) WriteTrip(html, report, index);
        html.CloseTable();
    }

    public static void WriteAssumptions(HtmlText html, RunReport report)
    {
        var run = report.Description;
        html.OpenTable("What the run assumed", ["What", "Value"], "facts");
        Fact("Strategy", run.Strategy);
        Fact("Parameters", run.Parameters.Count == 0 ? "none" : string.Join(", ", run.Parameters.Select(pair => $"{pair.Key}={pair.Value}")));
        Fact("Instruments", ReportText.List(run.Instruments, 100));
        Fact("Bars", $"{ReportText.Count(report.Result.BarCount)} of {run.Interval}{(run.WarmUpBars > 0 ? $", {ReportText.Count(run.WarmUpBars)} of them warm-up" : "")}; {ReportText.List([.. run.Sources.Distinct()], 20)}");
        Fact("Period", $"{ReportText.Date(run.From)} to {ReportText.Date(run.To)} UTC");
        Fact("Account", string.Create(CultureInfo.InvariantCulture, $"{(run.Account == AccountKind.Spot ? "spot" : $"{(run.Margin is { } mode ? $"{mode} " : "")}margin, leverage {run.Leverage}")}, {report.Result.InitialCash:#,0.########} {report.Result.Currency}"));
        Fact("Size of a position", run.Sizing);
        Fact("Fees", $"{run.FeesText}; {string.Join("; ", run.OtherFees.Select(market => market.Fees.Source).Prepend(run.Fees.Source).Distinct())}");
        Fact("Slippage", run.Slippage);
        Fact("Latency", run.Latency);
        Fact("Fills", run.FillAssumption.Length == 0 ? run.FillModel : $"{run.FillModel}: {run.FillAssumption}");
        Fact("Orders", $"{ReportText.Count(report.Result.OrdersSubmitted)} sent, {ReportText.Count(report.Result.Refusals.Values.Sum())} refused, {ReportText.Count(report.Result.Fills.Count)} fills; {ReportText.Count(report.Result.Counts.LargeOrders)} large orders, {ReportText.Count(report.Result.Counts.FillsOverGaps)} fills over gaps of the data");
        Fact("Statistics", report.Statistics.Basis);
        if (report.Holding is not null) Fact("Buy-and-hold", HoldingFigures.Definition);
        Fact("Seed", run.Seed is { } seed ? seed.ToString(CultureInfo.InvariantCulture) : "none, nothing was random");
        Fact("Data hash", run.DataHash);
        Fact("Run hash", report.RunHash);
        Fact("Program", $"Tidemark {run.Build}");
        foreach (var note in run.Notes) Fact("Note", note);
        html.CloseTable();

        void Fact(string name, string value) => html.Markup("<tr>").Element("th", name, "scope=\"row\"").Element("td", value).Markup("</tr>");
    }

    private static void WriteMonth(HtmlText html, double value)
    {
        if (double.IsNaN(value))
        {
            html.Markup("<td></td>");
            return;
        }
        var strength = Math.Clamp(Math.Abs(value) / StrongestMonth, 0.06, 1) * 100;
        html.Element("td", (value * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"class=\"heat {SignClass(value)}\" style=\"--heat:{strength:0}%\""));
    }

    private static void WriteTrip(HtmlText html, RunReport report, int index)
    {
        var trip = report.Result.RoundTrips[index];
        html.Markup(string.Create(CultureInfo.InvariantCulture, $"<tr tabindex=\"0\" data-trip=\"{index + 1}\"><td>{index + 1}</td>"))
            .Element("td", report.Description.Instruments[trip.Instrument.Value].Symbol).Element("td", trip.Side == PositionSide.Short ? "short" : "long")
            .Element("td", ReportText.Date(trip.EntryTime)).Element("td", ReportText.Amount(trip.EntryPrice.ToDouble()))
            .Element("td", ReportText.Date(trip.ExitTime)).Element("td", ReportText.Amount(trip.ExitPrice.ToDouble()))
            .Element("td", trip.Quantity.Value.ToString("#,0.########", CultureInfo.InvariantCulture))
            .Element("td", ReportText.SignedAmount((double)trip.Pnl), $"class=\"{SignClass((double)trip.Pnl)}\"")
            .Element("td", ReportText.Percent(trip.Return), $"class=\"{SignClass(trip.Return)}\"")
            .Element("td", ReportText.Percent(trip.Mae)).Element("td", ReportText.Percent(trip.Mfe))
            .Element("td", ReportText.Count(trip.Bars)).Element("td", trip.ExitReason).Markup("</tr>");
    }

    /// <summary>The class that colours gains and losses.</summary>
    public static string SignClass(double value) => value > 0 ? "good" : value < 0 ? "bad" : "";
}
