using System.Globalization;
using System.Text;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Research.Registry;
using Tidemark.Research.Results;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Research.Reports;

/// <summary>A training as one HTML page that needs nothing else; nothing in it is fetched, and it has no program.</summary>
public static class TrainingReport
{
    private const string Styles = """
        .plot { width: 100%; height: auto; display: block; overflow: visible; } .plot text { fill: var(--muted); font-size: 11px; } .plot .grid { stroke: var(--grid); }
        .keys { margin: 6px 0 0; font-size: 12.5px; color: var(--muted); } .keys span { margin-right: 14px; } .keys i { display: inline-block; width: 14px; height: 3px; margin-right: 6px; vertical-align: middle; }
        .verdict { font-size: 16px; font-weight: 600; margin: 0 0 6px; } tr.chosen th, tr.chosen td { font-weight: 650; } .interval { position: relative; min-width: 96px; height: 18px; } .interval b { position: absolute; top: 8px; height: 2px; background: var(--own); }
        .interval i { position: absolute; top: 4px; width: 10px; height: 10px; margin-left: -5px; border-radius: 50%; background: var(--own); } .interval u { position: absolute; top: 0; bottom: 0; border-left: 1px solid var(--muted); }
        #comparison thead th { white-space: normal; vertical-align: bottom; } #comparison td.signs { white-space: normal; min-width: 9.5em; }
        .even { background: var(--panel); } .hint { color: var(--muted); font-size: 12.5px; }
        @media (prefers-color-scheme: dark) { :root { color-scheme: dark; --page: #10151d; --panel: #18202b; --ink: #e6eaf0; --muted: #93a0b4; --line: #2a3443; --grid: #222b38; --own: #6ea2ff; --hold: #76839a; --good: #3fca93; --bad: #ff7a6e; --alarm: #ffb45c; --alarm-soft: #2b2318; } }
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="result">The training.</param>
    /// <param name="registered">Name and version that the chosen model has in the registry; null where it is not there.</param>
    public static void Write(Stream stream, MarketTrainingResult result, string? registered)
    {
        var html = new HtmlText();
        WriteHeader(html, result, registered);
        html.Markup("<main>");
        WriteVerdict(html, result);
        WriteCards(html, result);
        Section(html, "comparison", "On data that nothing was chosen by", h => TrainingReportTables.WriteComparison(h, result));
        Section(html, "curves", "How it learnt", h => TrainingReportPlots.WriteCurves(h, result));
        if (result.Request.Data.Label.Task == LearningTask.Binary) Section(html, "probabilities", "Are its probabilities right?", h => TrainingReportPlots.WriteProbabilities(h, result));
        if (result.Request.Data.Label.Task == LearningTask.Regression) Section(html, "values", "Are its values right?", h => TrainingReportPlots.WriteValues(h, result));
        Section(html, "signal", "What its sign would have earned on the test part", h => TrainingReportPlots.WriteSignal(h, result));
        Section(html, "importances", "What it looks at", h => TrainingReportTables.WriteImportances(h, result));
        Section(html, "folds", "Folds", h => TrainingReportTables.WriteFolds(h, result));
        if (result.Chosen.Search is { } search) Section(html, "search", "What was tried", h => TrainingReportSearch.Write(h, search));
        Section(html, "facts", "What was assumed", h => TrainingReportTables.WriteFacts(h, result));
        html.Markup("</main>").Element("footer", "A model that was right in the past can be wrong from now on. Trading can lose all that is invested.");
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.Write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        writer.Write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        writer.Write(new HtmlText().Element("title", $"{result.Chosen.Name} on {Instrument(result)}"));
        writer.Write($"<style>{TearSheet.Asset("tear-sheet.css")}{Styles}</style></head><body>\n");
        writer.Write(html);
        writer.Write("\n</body></html>\n");
    }

    public static string Instrument(MarketTrainingResult result) => result.Request.Data.Data.Instrument?.ToString() ?? result.Request.Data.Data.Source;

    private static void WriteHeader(HtmlText html, MarketTrainingResult result, string? registered)
    {
        var data = result.Request.Data;
        html.Markup("<header><div>").Element("h1", registered ?? result.Chosen.Name);
        html.Element("p", $"{Instrument(result)} · {data.Data.Bars.Interval} bars · {data.Label.Text}", "class=\"what\"");
        html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{result.DevelopmentSamples:N0} samples to learn and choose from · {result.TestSamples:N0} kept for the end, {ReportText.Date(result.TestFrom)} to {ReportText.Date(result.TestTo)} · {data.Columns.Length} features"), "class=\"parameters\"");
        html.Markup("</div><div class=\"side\">").Element("span", "TRAINING", "class=\"badge\"");
        if (data.Data.IsSynthetic) html.Element("span", "SYNTHETIC DATA", "class=\"badge alarm\"");
        html.Markup("</div></header><nav aria-label=\"Contents\">");
        foreach (var (id, name) in ((string, string)[])[("comparison", "Comparison"), ("curves", "Learning"), .. Quality(data.Label.Task), ("signal", "Signal"), ("importances", "Importances"), ("folds", "Folds"), ("facts", "Assumptions")])
            html.Markup($"<a href=\"#{id}\">").Text(name).Markup("</a>");
        html.Markup("</nav>");
    }

    private static (string, string)[] Quality(LearningTask task) => task switch
    {
        LearningTask.Binary => [("probabilities", "Probabilities")],
        LearningTask.Regression => [("values", "Values")],
        _ => [],
    };

    private static void WriteVerdict(HtmlText html, MarketTrainingResult result)
    {
        var isSure = result.Chosen.OverBaseline is { ShareAboveZero: >= 0.975 };
        html.Markup(isSure ? "<section>" : "<section class=\"warnings\">").Element("p", result.Verdict, "class=\"verdict\"");
        html.Element("p", string.Create(CultureInfo.InvariantCulture,
            $"{result.Trials} {(result.Trials == 1 ? "setting was" : "settings were")} tried, and one was chosen by {MetricCatalog.Find(result.Leading)!.Title.ToLowerInvariant()} on validation samples alone. The test part was read after that choice, and once by it. Prices are made by people who look for the same: an edge of a few percent is rare and does not last."));
        if (TestReads.Warning(result.EarlierReads) is { } warning) html.Element("p", warning, "class=\"seen\"");
        html.Markup("</section>");
    }

    private static void WriteCards(HtmlText html, MarketTrainingResult result)
    {
        var (chosen, leading) = (result.Chosen, MetricCatalog.Find(result.Leading)!);
        html.Markup("<div class=\"cards\">");
        Card(html, $"{leading.Title}, test part", Number(chosen.Test?[result.Leading]), $"validation {Number(chosen.Validation?[result.Leading])}; {result.Baseline.Name} {Number(result.Baseline.Test?[result.Leading])}", 0);
        var (second, title) = result.Request.Data.Label.Task == LearningTask.Regression ? ("informationCoefficient", "Information coefficient, test part") : ("auc", "ROC AUC, test part");
        Card(html, title, Number(chosen.Test?[second]), $"validation {Number(chosen.Validation?[second])}; a coin has {(second == "auc" ? "0.5" : "0")}", 0);
        Card(html, "Its sign after costs, test part", ReportText.Percent(Math.Exp(chosen.TestSignal!.Total) - 1), $"before costs {ReportText.Percent(Math.Exp(chosen.TestSignal.TotalBeforeCosts) - 1)}, {ReportText.Ratio(chosen.TestSignal.Turnover)} changes a bar", chosen.TestSignal.Total);
        Card(html, "Deflated Sharpe ratio", ReportText.PlainPercent(result.Deflated.Probability), string.Create(CultureInfo.InvariantCulture, $"probability of a ratio above zero after {result.Trials} trials"), result.Deflated.Probability >= 0.95 ? 1 : result.Deflated.Probability < 0.5 ? -1 : 0);
        html.Markup("</div>");
    }

    private static void Card(HtmlText html, string label, string value, string detail, double sign)
    {
        html.Markup("<div class=\"card\">").Element("div", label, "class=\"label\"");
        html.Element("div", value, sign > 0 ? "class=\"value good\"" : sign < 0 ? "class=\"value bad\"" : "class=\"value\"");
        html.Element("div", detail, "class=\"detail\"").Markup("</div>");
    }

    private static void Section(HtmlText html, string id, string heading, Action<HtmlText> content)
    {
        html.Markup($"<section id=\"{id}\"><div class=\"bar\">").Element("h2", heading).Markup("</div>");
        content(html);
        html.Markup("</section>");
    }

    /// <summary>What a figure is called where there is little room.</summary>
    internal static string ShortTitle(Metric metric) => metric.Name == "rmse" ? "RMSE" : metric.Title;

    internal static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString(Math.Abs(number) is > 0 and < 0.01 ? "0.000000" : "0.0000", CultureInfo.InvariantCulture) : ReportText.Undefined;
}
