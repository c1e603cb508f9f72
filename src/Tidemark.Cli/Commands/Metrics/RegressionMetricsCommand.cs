using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Metrics;
using Tidemark.Research.Predictions;

namespace Tidemark.Cli.Commands.Metrics;

/// <summary><c>metrics regression</c>: how good predicted numbers are.</summary>
internal static class RegressionMetricsCommand
{
    private static readonly Option<string> Label = new("--label") { Description = "Column of what happened (usually 'y', 'label' or 'y_reg')", HelpName = "COLUMN" };

    private static readonly Option<string> Prediction = new("--prediction") { Description = "Column of what was predicted (usually 'p', 'prediction' or 'pred_reg')", HelpName = "COLUMN" };

    public static Command Create() =>
        new Command("regression", "How good predicted numbers are")
            .With(PredictionOptions.Csv, Label, Prediction, PredictionOptions.Weight, CommonOptions.Json)
            .Example("metrics regression --csv predictions.csv --label y --prediction p --json -")
            .Handle(Run);

    public static void Write(Utf8JsonWriter writer, RegressionMetrics metrics)
    {
        writer.WriteNumber("count", metrics.Count);
        ClassificationMetricsJson.Number(writer, "mse", metrics.MeanSquaredError);
        ClassificationMetricsJson.Number(writer, "rmse", metrics.RootMeanSquaredError);
        ClassificationMetricsJson.Number(writer, "mae", metrics.MeanAbsoluteError);
        ClassificationMetricsJson.Number(writer, "r2", metrics.RSquared);
        ClassificationMetricsJson.Number(writer, "pearson", metrics.Pearson);
        ClassificationMetricsJson.Number(writer, "spearman", metrics.InformationCoefficient);
        ClassificationMetricsJson.Number(writer, "information_coefficient", metrics.InformationCoefficient);
        ClassificationMetricsJson.Number(writer, "directional_accuracy", metrics.DirectionalAccuracy);
    }

    private static int Run(CommandContext context)
    {
        var path = context.Get(PredictionOptions.Csv)!;
        var file = NumberColumns.Open(path);
        // A file may hold a prediction of classes as y and p beside that of numbers.
        var label = PredictionOptions.Column(context, Label, file, "y_reg", "y", "label");
        var prediction = PredictionOptions.Column(context, Prediction, file, "pred_reg", "prediction", "p");
        var weight = PredictionOptions.WeightColumn(context, file);
        file.Read([label, prediction, .. weight is null ? [] : (string[])[weight]]);
        var metrics = PredictionOptions.Of(context, () => RegressionMetrics.Compute(file[label], file[prediction]));
        var weighted = weight is null ? null : PredictionOptions.Of(context, () => RegressionMetrics.Compute(file[label], file[prediction], file[weight]));
        WriteTable(context, path, metrics, weighted);
        context.WriteJson(writer => WriteJson(writer, path, metrics, weighted));
        return TidemarkCommandLine.Success;
    }

    private static void WriteTable(CommandContext context, string path, RegressionMetrics metrics, RegressionMetrics? weighted)
    {
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {metrics.Count} samples"));
        context.Output.WriteLine();
        var table = weighted is null ? new TextTable("metric", ">value") : new TextTable("metric", ">value", ">weighted");
        foreach (var (name, value) in (ReadOnlySpan<(string, Func<RegressionMetrics, string>)>)
        [
            ("Mean absolute error", one => PredictionOptions.ShowDigits(one.MeanAbsoluteError)), ("Root mean squared error", one => PredictionOptions.ShowDigits(one.RootMeanSquaredError)),
            ("R²", one => PredictionOptions.Show(one.RSquared)), ("Directional accuracy", one => PredictionOptions.Show(one.DirectionalAccuracy)),
            ("Information coefficient (Spearman)", one => PredictionOptions.Show(one.InformationCoefficient)), ("Correlation (Pearson)", one => PredictionOptions.Show(one.Pearson)),
        ])
            table.Add(weighted is null ? [name, value(metrics)] : [name, value(metrics), value(weighted)]);
        table.WriteTo(context.Output);
    }

    private static void WriteJson(Utf8JsonWriter writer, string path, RegressionMetrics metrics, RegressionMetrics? weighted)
    {
        writer.WriteStartObject();
        writer.WriteString("csv", path);
        Write(writer, metrics);
        if (weighted is not null)
        {
            writer.WriteStartObject("weighted");
            Write(writer, weighted);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
