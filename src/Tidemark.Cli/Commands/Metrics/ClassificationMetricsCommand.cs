using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Metrics;
using Tidemark.Research.Predictions;

namespace Tidemark.Cli.Commands.Metrics;

/// <summary><c>metrics classification</c>: how good predicted probabilities are.</summary>
internal static class ClassificationMetricsCommand
{
    private static readonly Option<string> Label = new("--label") { Description = "Column of the true class: 0, 1, ... (usually 'y' or 'label')", HelpName = "COLUMN" };

    private static readonly Option<string> Probability = new("--probability")
    {
        Description = "Column of the probability of class 1 (usually 'p' or 'probability'); for several classes one column each: p0,p1,p2",
        HelpName = "COLUMNS",
    };

    private static readonly Option<double> Threshold = new("--threshold")
    {
        Description = "Class 1 is predicted from this probability on",
        HelpName = "P",
        DefaultValueFactory = _ => 0.5,
    };

    public static Command Create() =>
        new Command("classification", "How good predicted probabilities of classes are")
            .With(PredictionOptions.Csv, Label, Probability, PredictionOptions.Weight, Threshold, CommonOptions.Json)
            .Example("metrics classification --csv predictions.csv --label y --probability p --threshold 0.55 --json -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var path = context.Get(PredictionOptions.Csv)!;
        var threshold = context.Get(Threshold);
        if (!(threshold >= 0 && threshold <= 1)) throw new BadInputException("--threshold must lie between 0 and 1");
        var file = NumberColumns.Open(path);
        var label = PredictionOptions.Column(context, Label, file, "y", "label");
        var probabilities = PredictionOptions.Column(context, Probability, file, "p", "probability").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var weight = PredictionOptions.WeightColumn(context, file);
        var others = probabilities.Length > 1 || context.IsGiven(Label) ? null : ClassColumns.FindIn(file);
        file.Read([label, .. probabilities, .. weight is null ? [] : (string[])[weight], .. others is null ? [] : (string[])[others.Label, .. others.Probabilities],
            .. others is null || !ClassificationReport.HasNumbers(file) ? [] : (string[])["y_reg", "pred_reg"]]);
        var report = PredictionOptions.Of(context, () => ClassificationReport.Compute(file, new ClassColumns(label, [.. probabilities]), weight, others, threshold));
        WriteTable(context, path, report);
        context.WriteJson(writer => ClassificationMetricsJson.Write(writer, path, report));
        return TidemarkCommandLine.Success;
    }

    private static void WriteTable(CommandContext context, string path, ClassificationReport report)
    {
        if (report.Binary is { } binary)
        {
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{path}: {binary.Count} samples, {binary.PositiveShare * 100:0.0} % of class 1, class 1 predicted from {binary.Threshold:0.####} on"));
            context.Output.WriteLine();
            WriteBinary(context, binary, report.WeightedBinary);
        }
        if (report.MultiClass is not { } several) return;
        context.Output.WriteLine();
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {several.Count} samples of {several.Confusion.Classes} classes in column {report.MultiClassLabel}"));
        context.Output.WriteLine();
        new TextTable("metric", ">value")
            .Add("Accuracy", PredictionOptions.Show(several.Confusion.Accuracy))
            .Add("Balanced accuracy", PredictionOptions.Show(several.Confusion.BalancedAccuracy))
            .Add("F1, mean of classes", PredictionOptions.Show(several.Confusion.MacroF1))
            .Add("F1, weighted by class", PredictionOptions.Show(several.Confusion.WeightedF1))
            .Add("ROC AUC, one against the rest", PredictionOptions.Show(several.RocAuc))
            .Add("Log loss", PredictionOptions.Show(several.LogLoss))
            .Add("Brier score", PredictionOptions.Show(several.Brier))
            .Add("Matthews correlation", PredictionOptions.Show(several.Confusion.Matthews))
            .WriteTo(context.Output);
        context.Output.WriteLine();
        WriteConfusion(context, several.Confusion);
    }

    private static void WriteBinary(CommandContext context, BinaryMetrics metrics, BinaryMetrics? weighted)
    {
        var table = weighted is null ? new TextTable("metric", ">value") : new TextTable("metric", ">value", ">weighted");
        foreach (var (name, value) in (ReadOnlySpan<(string, Func<BinaryMetrics, double>)>)
        [
            ("Accuracy", one => one.Accuracy), ("Balanced accuracy", one => one.BalancedAccuracy), ("Precision", one => one.Precision), ("Recall", one => one.Recall),
            ("F1", one => one.F1), ("ROC AUC", one => one.RocAuc), ("PR AUC (average precision)", one => one.AveragePrecision), ("Log loss", one => one.LogLoss),
            ("Brier score", one => one.Brier), ("Expected calibration error", one => one.CalibrationError), ("Matthews correlation", one => one.Matthews),
            ("Cohen's kappa", one => one.Confusion.Kappa),
        ])
            table.Add(weighted is null ? [name, PredictionOptions.Show(value(metrics))] : [name, PredictionOptions.Show(value(metrics)), PredictionOptions.Show(value(weighted))]);
        table.WriteTo(context.Output);
        context.Output.WriteLine();
        WriteConfusion(context, metrics.Confusion);
    }

    private static void WriteConfusion(CommandContext context, ConfusionMatrix confusion)
    {
        var classes = Enumerable.Range(0, confusion.Classes).ToArray();
        var table = new TextTable(["truth", .. classes.Select(k => string.Create(CultureInfo.InvariantCulture, $">predicted {k}"))]);
        foreach (var truth in classes)
            table.Add([truth.ToString(CultureInfo.InvariantCulture), .. classes.Select(k => confusion[truth, k].ToString("#,0.##", CultureInfo.InvariantCulture))]);
        table.WriteTo(context.Output);
    }
}
