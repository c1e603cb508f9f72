using System.Text.Json;
using Tidemark.Learning.Metrics;

namespace Tidemark.Cli.Commands.Metrics;

/// <summary>The document of <c>metrics classification</c>; keys are those that scikit-learn's functions have.</summary>
internal static class ClassificationMetricsJson
{
    public static void Write(Utf8JsonWriter writer, string path, ClassificationReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("csv", path);
        if (report.Binary is { } binary) WriteBinary(writer, binary, report);
        if (report.MultiClass is { } several)
        {
            // A file of one prediction has its figures at the top.
            if (report.Binary is not null) writer.WriteStartObject("multiclass");
            WriteSeveral(writer, several);
            if (report.Binary is not null) writer.WriteEndObject();
        }
        if (report.Regression is { } regression)
        {
            writer.WriteStartObject("regression");
            RegressionMetricsCommand.Write(writer, regression);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    /// <summary>JSON has no NaN: a figure that does not exist is null.</summary>
    public static void Number(Utf8JsonWriter writer, string key, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(key, value);
        else writer.WriteNull(key);
    }

    private static void WriteBinary(Utf8JsonWriter writer, BinaryMetrics metrics, ClassificationReport report)
    {
        writer.WriteNumber("count", metrics.Count);
        writer.WriteNumber("threshold", metrics.Threshold);
        writer.WriteNumber("positive_share", metrics.PositiveShare);
        Number(writer, "roc_auc", metrics.RocAuc);
        Number(writer, "average_precision", metrics.AveragePrecision);
        Number(writer, "log_loss", metrics.LogLoss);
        Number(writer, "brier", metrics.Brier);
        Number(writer, "expected_calibration_error", metrics.CalibrationError);
        if (report.WeightedBinary is { } weighted)
        {
            Number(writer, "roc_auc_weighted", weighted.RocAuc);
            Number(writer, "average_precision_weighted", weighted.AveragePrecision);
            Number(writer, "log_loss_weighted", weighted.LogLoss);
            Number(writer, "brier_weighted", weighted.Brier);
            Number(writer, "accuracy_weighted", weighted.Accuracy);
        }
        writer.WriteStartObject("confusion");
        writer.WriteNumber("tn", metrics.Confusion[0, 0]);
        writer.WriteNumber("fp", metrics.Confusion[0, 1]);
        writer.WriteNumber("fn", metrics.Confusion[1, 0]);
        writer.WriteNumber("tp", metrics.Confusion[1, 1]);
        writer.WriteEndObject();
        Number(writer, "accuracy", metrics.Accuracy);
        Number(writer, "precision", metrics.Precision);
        Number(writer, "recall", metrics.Recall);
        Number(writer, "f1", metrics.F1);
        Number(writer, "balanced_accuracy", metrics.BalancedAccuracy);
        Number(writer, "mcc", metrics.Matthews);
        Number(writer, "cohen_kappa", metrics.Confusion.Kappa);
        writer.WriteStartObject("roc_curve");
        Numbers(writer, "fpr", report.RocCurve!.FalsePositiveRates);
        Numbers(writer, "tpr", report.RocCurve.TruePositiveRates);
        Numbers(writer, "thresholds", report.RocCurve.Thresholds);
        writer.WriteEndObject();
        writer.WriteStartObject("calibration");
        Numbers(writer, "count", report.Calibration!.Bins.Select(bin => bin.Weight));
        Numbers(writer, "mean_probability", report.Calibration.Bins.Select(bin => bin.MeanProbability));
        Numbers(writer, "observed_share", report.Calibration.Bins.Select(bin => bin.ObservedShare));
        writer.WriteEndObject();
    }

    private static void WriteSeveral(Utf8JsonWriter writer, MultiClassMetrics metrics)
    {
        writer.WriteNumber("count", metrics.Count);
        Number(writer, "log_loss", metrics.LogLoss);
        Number(writer, "brier", metrics.Brier);
        Number(writer, "accuracy", metrics.Confusion.Accuracy);
        Number(writer, "balanced_accuracy", metrics.Confusion.BalancedAccuracy);
        Number(writer, "macro_precision", metrics.Confusion.MacroPrecision);
        Number(writer, "macro_f1", metrics.Confusion.MacroF1);
        Number(writer, "weighted_f1", metrics.Confusion.WeightedF1);
        Number(writer, "roc_auc_ovr_macro", metrics.RocAuc);
        Number(writer, "mcc", metrics.Confusion.Matthews);
        writer.WriteStartArray("confusion");
        for (var truth = 0; truth < metrics.Confusion.Classes; truth++)
        {
            writer.WriteStartArray();
            for (var k = 0; k < metrics.Confusion.Classes; k++) writer.WriteNumberValue(metrics.Confusion[truth, k]);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter writer, string key, IEnumerable<double> values)
    {
        writer.WriteStartArray(key);
        foreach (var value in values)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
        writer.WriteEndArray();
    }
}
