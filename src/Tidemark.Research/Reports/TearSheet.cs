using System.Text;
using System.Text.Json;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>
/// A run as one HTML page that needs nothing else: styles, program and data are inside, nothing is fetched. Below 5 MB for any number
/// of bars, because curves are thinned and bars are brought together into candles.
/// </summary>
public static class TearSheet
{
    private static readonly (string Id, string Name)[] Contents =
        [("equity", "Equity"), ("drawdown", "Drawdowns"), ("figures", "Figures"), ("rolling", "Rolling"), ("attribution", "Where from"), ("exposure", "Exposure"), ("excursions", "Trades"), ("candles", "Candles"), ("facts", "Assumptions")];

    private const int MostNames = 6;

    private static readonly string[] Scripts = ["drawing.js", "packed.js", "curves.js", "columns.js", "points.js", "histogram.js", "candles.js", "candle-tools.js", "page.js"];

    /// <summary>Writes the page.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="report">The run.</param>
    public static void Write(Stream stream, RunReport report)
    {
        var shown = ShownTrades.Of(report.Result.RoundTrips);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.Write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        writer.Write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">");
        writer.Write(new HtmlText().Element("title", Title(report.Description)));
        writer.Write($"<style>{Asset("tear-sheet.css")}</style></head><body>\n");
        writer.Write(Body(report, shown));
        writer.Write("\n<script type=\"application/json\" id=\"data\">");
        writer.Flush();
        // The JSON writer escapes <, > and &, so the data cannot end its element.
        using (var json = new Utf8JsonWriter(stream)) TearSheetData.Write(json, report, shown);
        writer.Write("</script>\n");
        foreach (var script in Scripts) writer.Write($"<script>{Asset(script)}</script>\n");
        writer.Write("</body></html>\n");
    }

    private static string Title(RunDescription run) => $"{run.Strategy} on {ReportText.List(run.Instruments, MostNames)}, {run.Interval}";

    private static string Body(RunReport report, ShownTrades shown)
    {
        var html = new HtmlText();
        WriteHeader(html, report);
        html.Markup("<main>");
        WriteWarnings(html, report);
        TearSheetFigures.WriteCards(html, report);
        Section(html, "equity", "Equity", "<span class=\"tools\"><button type=\"button\" id=\"trends\" aria-pressed=\"false\" title=\"Green: the market was known to go up; red: down\">market trend</button><button type=\"button\" id=\"log\" aria-pressed=\"false\">log scale</button></span>", h => Chart(h, "equity-chart", "tall"));
        Section(html, "drawdown", "Drawdowns", "", h => TearSheetRisk.WriteDrawdowns(Chart(h, "drawdown-chart"), report));
        Section(html, "months", "Returns by month, percent", "", h => TearSheetTables.WriteMonths(h, report));
        Section(html, "figures", "Strategy and buy-and-hold", "", h => WriteFigures(h, report));
        Section(html, "rolling", "Rolling figures", "<span class=\"hint\" id=\"rolling-hint\"></span>", WriteRolling);
        Section(html, "attribution", "Where the result came from", "", h => TearSheetAttribution.Write(h, report));
        Section(html, "exposure", "Exposure and turnover", "", WriteExposure);
        Section(html, "excursions", "How trades went", "", h => WriteExcursions(h, report));
        if (report.Bars.Count > 0) Section(html, "candles", "Trades on candles", "<span class=\"tools\" id=\"candle-tools\"></span>", h => WriteCandles(h, report));
        WriteTrades(html, report, shown);
        Section(html, "facts", "What was assumed", "", h => TearSheetTables.WriteAssumptions(h, report));
        html.Markup("</main>");
        html.Element("footer", "Past results, simulated ones above all, do not tell the future. Trading can lose all that is invested.");
        return html.ToString();
    }

    private static void WriteHeader(HtmlText html, RunReport report)
    {
        var run = report.Description;
        html.Markup("<header><div>").Element("h1", run.Strategy);
        html.Element("p", $"{ReportText.List(run.Instruments, MostNames)} · {run.Interval} bars · {ReportText.Date(run.From)} to {ReportText.Date(run.To)}", "class=\"what\"");
        html.Element("p", string.Join(" · ", run.Parameters.Select(pair => $"{pair.Key} {pair.Value}")), "class=\"parameters\"");
        html.Element("p", $"fees {run.FeesText} · slippage {run.Slippage} · fills {run.FillModel} · size {run.Sizing}", "class=\"parameters\"").Markup("</div><div class=\"side\">");
        html.Element("span", "BACKTEST", "class=\"badge\"");
        if (run.IsSynthetic) html.Element("span", "SYNTHETIC DATA", "class=\"badge alarm\"");
        html.Markup("<button type=\"button\" id=\"theme\">light / dark</button></div></header>");
        WriteContents(html);
    }

    private static void WriteContents(HtmlText html)
    {
        html.Markup("<nav aria-label=\"Contents\">");
        foreach (var (id, name) in Contents) html.Markup($"<a href=\"#{id}\">").Text(name).Markup("</a>");
        html.Markup("</nav>");
    }

    private static void WriteWarnings(HtmlText html, RunReport report)
    {
        if (report.Statistics.Warnings.Count == 0) return;
        html.Markup("<section class=\"warnings\"><h2>Before trusting this</h2><ul>");
        foreach (var warning in report.Statistics.Warnings) html.Element("li", warning);
        html.Markup("</ul></section>");
    }

    private static void WriteFigures(HtmlText html, RunReport report)
    {
        html.Markup("<div class=\"columns\">");
        TearSheetFigures.WriteComparison(html, report);
        Chart(html.Markup("<div>").Element("h3", "Distribution of returns"), "histogram", "tall");
        html.Element("p", $"{report.Statistics.Basis}; periods without a change are left out", "class=\"hint\"");
        TearSheetFigures.WriteTradeFigures(html, report);
        html.Markup("</div></div>");
    }

    private static void WriteRolling(HtmlText html)
    {
        html.Markup("<div class=\"thirds\">");
        foreach (var (id, heading) in ((string, string)[])[("sharpe-chart", "Sharpe ratio"), ("volatility-chart", "Volatility a year"), ("beta-chart", "Beta to buy-and-hold")])
            Chart(html.Markup("<div>").Element("h3", heading), id).Markup("</div>");
        html.Markup("</div>");
    }

    private static void WriteExposure(HtmlText html)
    {
        html.Markup("<div class=\"columns\"><div>").Markup("<h3>Held, as a share of equity <span id=\"exposure-hint\"></span></h3>");
        Chart(html, "exposure-chart").Markup("</div><div>").Element("h3", "Traded a month, times equity");
        Chart(html, "turnover-chart").Markup("</div></div>");
    }

    private static void WriteExcursions(HtmlText html, RunReport report)
    {
        if (report.Result.RoundTrips.Count == 0)
        {
            html.Element("p", "No round trip was closed.", "class=\"hint\"");
            return;
        }
        html.Markup("<div class=\"columns\"><div>").Element("h3", "Return against the worst moment");
        Chart(html, "mae-chart", "tall").Markup("</div><div>").Element("h3", "Return against the best moment");
        Chart(html, "mfe-chart", "tall").Markup("</div></div>");
        html.Element("p", "Each point is a round trip: how far the price went against it (left) and for it (right) while it was held, and what came of it after costs.", "class=\"hint\"");
        html.Markup("<div class=\"columns\"><div>").Element("h3", "Profit by weekday of entry, UTC");
        Chart(html, "weekday-chart").Markup("</div><div>").Element("h3", "Profit by hour of entry, UTC");
        Chart(html, "hour-chart").Markup("</div></div>");
    }

    private static void WriteCandles(HtmlText html, RunReport report)
    {
        Chart(Chart(html, "candle-chart", "candles"), "candle-brush", "brush").Markup("<p class=\"hint\" id=\"candle-hint\"></p>");
        if (report.Bars.Count > CandleData.MostInstruments)
            html.Element("p", $"The {CandleData.MostInstruments} instruments that were traded most are shown.", "class=\"hint\"");
    }

    private static HtmlText Chart(HtmlText html, string id, string kind = "") => html.Markup($"<div class=\"chart {kind}\" id=\"{id}\"></div>");

    private static void WriteTrades(HtmlText html, RunReport report, ShownTrades shown) =>
        Section(html, "trades", "Trades", "", h =>
        {
            if (report.Result.RoundTrips.Count == 0) h.Element("p", "No round trip was closed.", "class=\"hint\"");
            if (report.Result.RoundTrips.Count > 0 && report.Bars.Count > 0) h.Element("p", "Choose a trade to see it on candles.", "class=\"hint\"");
            TearSheetTables.WriteTrips(h, report, "Best", shown.Best);
            TearSheetTables.WriteTrips(h, report, "Worst", shown.Worst);
            TearSheetTables.WriteTrips(h, report, "Last", shown.Last);
        });

    private static void Section(HtmlText html, string id, string heading, string beside, Action<HtmlText> content)
    {
        html.Markup($"<section id=\"{id}\"><div class=\"bar\">").Element("h2", heading).Markup(beside).Markup("</div>");
        content(html);
        html.Markup("</section>");
    }

    internal static string Asset(string name)
    {
        using var stream = typeof(TearSheet).Assembly.GetManifestResourceStream($"tear-sheet/{name}") ?? throw new InvalidOperationException($"the program lacks {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
