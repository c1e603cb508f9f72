using Tidemark.Learning.Metrics;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Research.Reports;

/// <summary>The drawings of a training's page.</summary>
internal static class TrainingReportPlots
{
    private const int Groups = 10;

    public static void WriteCurves(HtmlText html, MarketTrainingResult result)
    {
        // An ensemble learns weights; what there is to see is how its members learnt.
        var models = result.Chosen.IsEnsemble ? result.Results.Where(one => !one.IsBaseline && !one.IsEnsemble && HasCurve(one)).ToArray() : HasCurve(result.Chosen) ? [result.Chosen] : [];
        if (models.Length == 0) html.Element("p", "This kind of model tells no loss while it learns: there is no curve.", "class=\"hint\"");
        foreach (var model in models)
        {
            if (result.Chosen.IsEnsemble) html.Element("h3", model.Name);
            WriteCurves(html, model);
        }
    }

    private static bool HasCurve(MarketModelResult model) => model.Folds.Any(fold => fold.Curve.Count > 1 && fold.Curve.Any(at => double.IsFinite(at.TrainLoss) || double.IsFinite(at.ValidationLoss)));

    private static void WriteCurves(HtmlText html, MarketModelResult model)
    {
        var plot = new LinePlot("Loss after each step of learning", "step of learning (epoch or tree)", "loss");
        foreach (var fold in model.Folds)
        {
            plot.Add(new PlotLine("learnt from, each fold", "var(--hold)", [.. fold.Curve.Select(at => ((double)at.Step, at.TrainLoss))]) { IsThin = true });
            plot.Add(new PlotLine("watched, each fold", "var(--own)", [.. fold.Curve.Select(at => ((double)at.Step, at.ValidationLoss))]));
        }
        html.Markup("<div class=\"columns\"><div>");
        plot.WriteTo(html);
        html.Markup("</div><div>").Element("p", "Where the loss on what it learns from goes on falling and that on what it does not learn from rises, it learns by heart. A model that stops early keeps the step where the watched loss was least.").Markup("</div></div>");
    }

    public static void WriteProbabilities(HtmlText html, MarketTrainingResult result)
    {
        var predictions = Finite(result.Chosen.TestPredictions, result.TestTargets);
        html.Markup("<div class=\"columns\"><div>").Element("h3", "Calibration");
        var calibration = CalibrationCurve.Compute(predictions.Targets, predictions.Values, Groups, ofEqualCount: true);
        var points = calibration.Bins.Where(bin => bin.Weight > 0).Select(bin => (bin.MeanProbability, bin.ObservedShare)).ToArray();
        (double Across, double Up)[] before = result.Chosen.Calibration?.TestBefore is { } raw ? [.. raw.Bins.Select(bin => (bin.MeanProbability, bin.ObservedShare))] : [];
        var all = points.Concat(before).SelectMany(point => new[] { point.Item1, point.Item2 }).ToArray();
        var (low, high) = (all.Min() - 0.02, all.Max() + 0.02);
        var plot = new LinePlot("Predicted probability against what happened", "predicted probability of up", "share that went up") { AcrossRange = (low, high), UpRange = (low, high) }
            .Add(new PlotLine("as it should be", "var(--hold)", [(low, low), (high, high)]) { IsDashed = true });
        if (before.Length > 0) plot.Add(new PlotLine("before calibration", "var(--hold)", before) { IsThin = true, HasDots = true });
        plot.Add(new PlotLine(result.Chosen.Name, "var(--own)", points) { HasDots = true }).WriteTo(html);
        if (result.Chosen.Calibration is { } figures) html.Element("p", $"{result.Chosen.Name} is {CalibrationText.Of(figures)}.", "class=\"hint\"");
        html.Markup("</div><div>").Element("h3", "Receiver operating characteristic");
        var roc = RocCurve.Compute(predictions.Targets, predictions.Values);
        new LinePlot("True against false positives", "false positives", "true positives") { AcrossRange = (0, 1), UpRange = (0, 1) }
            .Add(new PlotLine("a coin", "var(--hold)", [(0, 0), (1, 1)]) { IsDashed = true })
            .Add(new PlotLine(result.Chosen.Name, "var(--own)", [.. roc.FalsePositiveRates.Zip(roc.TruePositiveRates)])).WriteTo(html);
        html.Markup("</div></div>");
    }

    public static void WriteValues(HtmlText html, MarketTrainingResult result)
    {
        var (targets, values) = Finite(result.Chosen.TestPredictions, result.TestTargets);
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var points = Enumerable.Range(0, Groups).Select(group => order[(order.Length * group / Groups)..(order.Length * (group + 1) / Groups)]).Where(group => group.Length > 0)
            .Select(group => (group.Average(i => values[i]), group.Average(i => targets[i]))).ToArray();
        html.Markup("<div class=\"columns\"><div>");
        new LinePlot("Predicted value against what happened, in tenths of the predictions", "mean prediction of a tenth", "mean of what happened")
            .Add(new PlotLine("as it should be", "var(--hold)", [(points[0].Item1, points[0].Item1), (points[^1].Item1, points[^1].Item1)]) { IsDashed = true })
            .Add(new PlotLine(result.Chosen.Name, "var(--own)", points) { HasDots = true }).WriteTo(html);
        html.Markup("</div><div>").Element("p", "The test part's predictions in ten groups of equal number, the lowest first. A model that knows something rises from left to right, near the dashed line.").Markup("</div></div>");
    }

    public static void WriteSignal(HtmlText html, MarketTrainingResult result)
    {
        var data = result.Request.Data;
        var closes = data.Data.Bars.Close.Span;
        var starts = data.Spans.Starts[^result.TestSamples..].ToArray();
        var rows = data.SampleRows.Span[^result.TestSamples..];
        var hold = new (double X, double Y)[rows[^1] - rows[0] + 1];
        for (var i = 0; i < hold.Length; i++) hold[i] = (i, 100 * (closes[data.FirstBar + rows[0] + i] / closes[data.FirstBar + rows[0]] - 1));
        html.Markup("<div class=\"columns\"><div>");
        new LinePlot("What the sign would have earned", $"closes of {data.Data.Bars.Interval} bars", "percent") { AcrossText = x => new Instant(starts[Math.Clamp((int)x, 0, starts.Length - 1)]).ToString()[..10] }
            .Add(new PlotLine("held", "var(--hold)", hold))
            .Add(new PlotLine($"{result.Chosen.Name} after costs", "var(--own)", Sum(result.Chosen.TestSignal!.Returns)))
            .Add(new PlotLine($"{result.Baseline.Name} after costs", "var(--alarm)", Sum(result.Baseline.TestSignal!.Returns)) { IsThin = true }).WriteTo(html);
        html.Markup("</div><div>").Element("p", "Long while its prediction is above the middle, short while it is below, changed at the close of each bar. A model that is right a little more often than not changes its mind often, and costs are paid for each change.");
        html.Element("p", "A backtest with the strategy model-signal trades it with fills, fees, a dead zone and an exit policy.").Markup("</div></div>");

        static (double, double)[] Sum(double[] returns)
        {
            var (points, total) = (new (double, double)[returns.Length], 0.0);
            for (var i = 0; i < returns.Length; i++) points[i] = (i, 100 * (Math.Exp(total += returns[i]) - 1));
            return points;
        }
    }

    private static (double[] Targets, double[] Values) Finite(double[] predictions, double[] targets)
    {
        int[] known = [.. Enumerable.Range(0, targets.Length).Where(i => !double.IsNaN(predictions[i]))];
        return (Array.ConvertAll(known, i => targets[i]), Array.ConvertAll(known, i => predictions[i]));
    }
}
