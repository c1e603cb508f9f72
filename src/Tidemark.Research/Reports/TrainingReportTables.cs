using System.Globalization;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Research.Results;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Research.Reports;

/// <summary>The tables of a training's page.</summary>
internal static class TrainingReportTables
{
    private const int MostImportances = 20;

    public static void WriteComparison(HtmlText html, MarketTrainingResult result)
    {
        var leading = MetricCatalog.Find(result.Leading)!;
        var second = result.Request.Data.Label.Task == LearningTask.Regression ? "informationCoefficient" : "auc";
        var overs = result.Results.Where(one => one.OverBaseline is not null).Select(one => one.OverBaseline!).ToArray();
        var reach = Math.Max(1e-12, overs.SelectMany(over => new[] { Math.Abs(over.Low), Math.Abs(over.High), Math.Abs(over.Estimate) }).Where(double.IsFinite).DefaultIfEmpty(1).Max());
        var name = TrainingReport.ShortTitle(leading);
        html.OpenTable("Models, baselines and ensembles on the test part", ["Model", $"{name}, validation", $"{name}, test", second == "auc" ? "ROC AUC, test" : "Information coefficient, test", "Better than the baseline by", "95 % interval", "Sign after costs"]);
        foreach (var one in result.Results)
        {
            html.Markup(one.Name == result.Chosen.Name ? "<tr class=\"chosen\">" : "<tr>").Element("th", one.Name + (one.Name == result.Chosen.Name ? " (chosen)" : ""), "scope=\"row\"");
            html.Element("td", TrainingReport.Number(one.Validation?[result.Leading])).Element("td", TrainingReport.Number(one.Test?[result.Leading])).Element("td", TrainingReport.Number(one.Test?[second]));
            WriteInterval(html, one.OverBaseline, reach);
            html.Element("td", one.TestSignal is { } signal ? ReportText.Percent(Math.Exp(signal.Total) - 1) : ReportText.Undefined, $"class=\"{(one.TestSignal is { Total: > 0 } ? "good" : "bad")}\"");
            html.Markup("</tr>");
        }
        html.CloseTable().Element("p", string.Create(CultureInfo.InvariantCulture, $"Intervals by the stationary bootstrap (500 draws), both models drawn together; right of the line is better than {result.Baseline.Name}, which was the best baseline on validation samples. The sign is followed bar by bar at the close with a cost of {result.Request.CostRate:0.####} a change; a backtest has fills, fees and risk."), "class=\"hint\"");
    }

    public static void WriteFolds(HtmlText html, MarketTrainingResult result)
    {
        html.Element("p", $"{result.Request.Splitter.Text}: samples whose labels touch the judged ones are left out of the learning.", "class=\"hint\"");
        // An ensemble has learnt nothing in folds: its members have.
        var models = result.Chosen.IsEnsemble ? result.Results.Where(one => !one.IsBaseline && !one.IsEnsemble).ToArray() : [result.Chosen];
        foreach (var model in models) WriteFolds(html, result, model);
    }

    private static void WriteFolds(HtmlText html, MarketTrainingResult result, MarketModelResult model)
    {
        var leading = MetricCatalog.Find(result.Leading)!;
        if (result.Chosen.IsEnsemble) html.Element("h3", model.Name);
        html.OpenTable($"Folds of {model.Name}", ["Fold", "Judged from", "to", "Samples learnt from", TrainingReport.ShortTitle(leading), $"that of {result.Baseline.Name}", "Accuracy of direction", "Best step"]);
        foreach (var fold in model.Folds)
            html.Markup("<tr>").Element("th", ReportText.Count(fold.Fold), "scope=\"row\"").Element("td", ReportText.Date(fold.From)).Element("td", ReportText.Date(fold.To)).Element("td", ReportText.Count(fold.TrainSamples))
                .Element("td", TrainingReport.Number(fold.Scores?[result.Leading])).Element("td", TrainingReport.Number(BaselineOf(fold)?.Scores?[result.Leading])).Element("td", ReportText.PlainPercent(fold.Scores is { } scores ? Direction(scores) : double.NaN)).Element("td", fold.Steps > 0 ? ReportText.Count(fold.Steps) : ReportText.Undefined).Markup("</tr>");
        html.CloseTable();
        var pairs = model.Folds.Select(fold => (Own: fold.Scores?[result.Leading] ?? double.NaN, Other: BaselineOf(fold)?.Scores?[result.Leading] ?? double.NaN)).Where(pair => double.IsFinite(pair.Own) && double.IsFinite(pair.Other)).ToArray();
        if (pairs.Length > 0) html.Element("p", string.Create(CultureInfo.InvariantCulture, $"Better than {result.Baseline.Name} in {pairs.Count(pair => leading.IsBetter(pair.Own, pair.Other))} of {pairs.Length} folds. What holds in some of them alone belongs to a time and may go with it."), "class=\"hint\"");

        FoldScore? BaselineOf(FoldScore fold) => result.Baseline.Folds.FirstOrDefault(other => other.Fold == fold.Fold);
    }

    public static void WriteImportances(HtmlText html, MarketTrainingResult result)
    {
        var model = result.Chosen.Model;
        if (model.Window > 1)
        {
            html.Element("p", "Its features are windows of rows; shuffling one of them would tear those apart, so that no importances are given.", "class=\"hint\"");
            return;
        }
        var importances = Permuted(result, model).OrderByDescending(one => one.Value).Take(MostImportances).ToArray();
        var most = Math.Max(1e-12, importances.Max(one => Math.Abs(one.Value)));
        html.OpenTable("Permutation importances", ["Feature", $"{TrainingReport.ShortTitle(MetricCatalog.Find(result.Leading)!)} worse by", ""], "lines");
        foreach (var (name, value) in importances)
        {
            var width = Math.Abs(value) / most * 50;
            html.Markup("<tr>").Element("th", name, "scope=\"row\"").Element("td", $"{(value * 100).ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture)} %")
                .Markup(string.Create(CultureInfo.InvariantCulture, $"<td class=\"share\"><i class=\"{(value > 0 ? "gain" : "loss")}\" style=\"width:{width:0.0}%\"></i></td></tr>"));
        }
        html.CloseTable().Element("p", "How much worse it gets on the test part, as a share of the figure, when the values of one feature are shuffled there, all others left as they are. Nothing was chosen by it. Features that move together share their importance.", "class=\"hint\"");
    }

    public static void WriteFacts(HtmlText html, MarketTrainingResult result)
    {
        var (data, card) = (result.Request.Data, result.Chosen.Model.Card);
        html.OpenTable("What was assumed", ["What", "Value"], "facts");
        Fact("Model", $"{card.Kind}: {string.Join(", ", card.Parameters.Select(pair => $"{pair.Key}={pair.Value}"))}");
        Fact("Data", $"{data.Data.Source}; {ReportText.Count(data.Data.Bars.Count)} bars of {data.Data.Bars.Interval}, hash {data.Data.Hash}");
        Fact("Features", $"{data.Specification.Name} ({data.Specification.Hash[..12]}): {string.Join(", ", data.Columns)}");
        Fact("Label", data.Label.Text);
        Fact("Preparation", $"{PreparationText.Of(result.Chosen.Model)}; learnt in each fold from its training samples alone");
        if (result.Chosen.Selection is { } selection) Fact("Features by share of the folds that selected them", string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", selection.Shares.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value:0.00}")))}; two folds share {selection.Agreement:0.00} of what either selected"));
        Fact("Validation", $"{result.Request.Splitter.Text}; models that stop early watch the last {ReportText.PlainPercent(result.Request.WatchShare)} of a fold's training samples; the last training learns from everything before the test part for the mean of the folds' best steps");
        Fact("Seed and threads", string.Create(CultureInfo.InvariantCulture, $"{card.Seed}, {card.Threads}"));
        Fact("Program", $"Tidemark {card.Build}");
        html.CloseTable();

        void Fact(string name, string value) => html.Markup("<tr>").Element("th", name, "scope=\"row\"").Element("td", value).Markup("</tr>");
    }

    private static double Direction(PredictionScores scores) => double.IsNaN(scores["accuracy"]) ? scores["directionalAccuracy"] : scores["accuracy"];

    private static void WriteInterval(HtmlText html, MetricInterval? over, double reach)
    {
        if (over is null || !double.IsFinite(over.Low))
        {
            html.Element("td", ReportText.Undefined).Markup("<td></td>");
            return;
        }
        var digits = Math.Max(Math.Abs(over.Low), Math.Abs(over.High)) < 0.001 ? "+0.000000;-0.000000;0" : "+0.0000;-0.0000;0";
        html.Element("td", $"{Signed(over.Estimate)} ({Signed(over.Low)} to {Signed(over.High)})", "class=\"signs\"");
        html.Markup(string.Create(CultureInfo.InvariantCulture, $"<td><div class=\"interval\"><u style=\"left:50%\"></u><b style=\"left:{At(over.Low):0.0}%;width:{At(over.High) - At(over.Low):0.0}%\"></b><i style=\"left:{At(over.Estimate):0.0}%\"></i></div></td>"));

        double At(double value) => 50 + value / reach * 48;
        string Signed(double value) => value.ToString(digits, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(string Name, double Value)> Permuted(MarketTrainingResult result, TrainedModel model)
    {
        var data = result.Request.Data;
        var rows = data.SampleRows.Span[^result.TestSamples..];
        var (width, count) = (data.Columns.Length, rows.Length);
        var values = new float[count * width];
        for (var i = 0; i < count; i++) data.Features.Read(rows[i], 1).CopyTo(values.AsSpan(i * width));
        int[] every = [.. Enumerable.Range(0, count)];
        var metric = MetricCatalog.Find(result.Leading)!;
        var plain = Measure(values);
        var random = new SeededRandom(result.Request.Fit.Seed, "importances");
        for (var column = 0; column < width; column++)
        {
            var shuffled = (float[])values.Clone();
            for (var i = count - 1; i > 0; i--)
            {
                var j = (int)(random.NextDouble() * (i + 1));
                (shuffled[i * width + column], shuffled[j * width + column]) = (shuffled[j * width + column], shuffled[i * width + column]);
            }
            var worse = Measure(shuffled);
            yield return (data.Columns[column], (metric.IsHigherBetter ? plain - worse : worse - plain) / Math.Abs(plain));
        }

        double Earned(double[] outputs)
        {
            var closes = data.Data.Bars.Close.Span;
            var next = new double[count];
            for (var i = 0; i < count; i++)
            {
                var bar = data.FirstBar + data.SampleRows.Span[^count..][i];
                next[i] = Math.Log(closes[Math.Min(bar + 1, closes.Length - 1)] / closes[bar]);
            }
            return SignalFigures.Of(data.Label, outputs, model.Outputs, next, result.Request.CostRate, model.Card.Output == ModelOutput.Position).Sharpe;
        }

        double Measure(float[] table)
        {
            var outputs = new double[count * model.Outputs];
            model.Predict(new FeatureTable(table, width), every, outputs);
            if (metric == MetricCatalog.Sharpe) return Earned(outputs);
            return PredictionScores.Of(model.Task, result.TestTargets, outputs, model.Outputs)![result.Leading];
        }
    }
}
