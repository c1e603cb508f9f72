using System.Text.Json;
using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Tests.Metrics;

/// <summary>Metrics of another library: every *_metrics.json below the reference folder with *_vectors.csv beside it.</summary>
public class ReferenceMetricsTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<string> Cases()
    {
        var folder = SharedFolders.Reference is { } reference ? Path.Combine(reference, "ml") : "";
        var data = new TheoryData<string>();
        if (Directory.Exists(folder))
            foreach (var path in Directory.EnumerateFiles(folder, "*_metrics.json").Order(StringComparer.Ordinal)) data.Add(Path.GetFileName(path)[..^"_metrics.json".Length]);
        return data.Count > 0 ? data : new TheoryData<string>("classification");
    }

    [Theory, MemberData(nameof(Cases))]
    public void Binary_OfReference_Agrees(string name)
    {
        var (table, expected) = Load(name);
        double[] labels = table.Column("y"), probabilities = table.Column("p"), weights = table.Column("weight");
        var metrics = BinaryMetrics.Compute(labels, probabilities, threshold: expected.GetProperty("threshold").GetDouble());
        Agrees(expected, "roc_auc", metrics.RocAuc);
        Agrees(expected, "average_precision", metrics.AveragePrecision);
        Agrees(expected, "log_loss", metrics.LogLoss);
        Agrees(expected, "brier", metrics.Brier);
        Agrees(expected, "accuracy", metrics.Accuracy);
        Agrees(expected, "precision", metrics.Precision);
        Agrees(expected, "recall", metrics.Recall);
        Agrees(expected, "f1", metrics.F1);
        Agrees(expected, "balanced_accuracy", metrics.BalancedAccuracy);
        Agrees(expected, "mcc", metrics.Matthews);
        Agrees(expected, "cohen_kappa", metrics.Confusion.Kappa);
        var confusion = expected.GetProperty("confusion");
        Assert.Equal((confusion.GetProperty("tn").GetDouble(), confusion.GetProperty("fp").GetDouble(), confusion.GetProperty("fn").GetDouble(), confusion.GetProperty("tp").GetDouble()),
            (metrics.Confusion[0, 0], metrics.Confusion[0, 1], metrics.Confusion[1, 0], metrics.Confusion[1, 1]));
        Agrees(expected, "roc_auc_weighted", RocCurve.Area(labels, probabilities, weights));
        Agrees(expected, "log_loss_weighted", LogLoss.Binary(labels, probabilities, weights));
    }

    [Theory, MemberData(nameof(Cases))]
    public void RocCurve_OfReference_AgreesPointByPoint(string name)
    {
        var (table, expected) = Load(name);
        var curve = RocCurve.Compute(table.Column("y"), table.Column("p"));
        var points = expected.GetProperty("roc_curve");
        Agree(Doubles(points.GetProperty("fpr")), curve.FalsePositiveRates);
        Agree(Doubles(points.GetProperty("tpr")), curve.TruePositiveRates);
        Agree(Doubles(points.GetProperty("thresholds")), curve.Thresholds);
    }

    [Theory, MemberData(nameof(Cases))]
    public void MultiClass_OfReference_Agrees(string name)
    {
        var (table, root) = Load(name);
        var expected = root.GetProperty("multiclass");
        var confusion = expected.GetProperty("confusion").EnumerateArray().Select(Doubles).ToArray();
        var columns = Enumerable.Range(0, confusion.Length).Select(k => $"p{confusion.Length}_{k}").ToArray();
        var metrics = MultiClassMetrics.Compute(table.Column($"y{confusion.Length}"), table.Columns(columns), confusion.Length);
        Agrees(expected, "log_loss", metrics.LogLoss);
        Agrees(expected, "accuracy", metrics.Confusion.Accuracy);
        Agrees(expected, "macro_f1", metrics.Confusion.MacroF1);
        Agrees(expected, "weighted_f1", metrics.Confusion.WeightedF1);
        Agrees(expected, "roc_auc_ovr_macro", metrics.RocAuc);
        for (var truth = 0; truth < confusion.Length; truth++)
            for (var predicted = 0; predicted < confusion.Length; predicted++) Assert.Equal(confusion[truth][predicted], metrics.Confusion[truth, predicted]);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Regression_OfReference_Agrees(string name)
    {
        var (table, root) = Load(name);
        var expected = root.GetProperty("regression");
        var metrics = RegressionMetrics.Compute(table.Column("y_reg"), table.Column("pred_reg"));
        Agrees(expected, "mse", metrics.MeanSquaredError);
        Agrees(expected, "rmse", metrics.RootMeanSquaredError);
        Agrees(expected, "mae", metrics.MeanAbsoluteError);
        Agrees(expected, "r2", metrics.RSquared);
        Agrees(expected, "pearson", metrics.Pearson);
        Agrees(expected, "spearman", metrics.InformationCoefficient);
    }

    private static void Agrees(JsonElement expected, string key, double actual) => Assert.Equal(expected.GetProperty(key).GetDouble(), actual, Tolerance);

    private static void Agree(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance);
    }

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(one => one.GetDouble())];

    private static (NumberTable, JsonElement) Load(string name) =>
        (NumberTable.Load(SharedFolders.ReferencePath($"ml/{name}_vectors.csv")),
            JsonDocument.Parse(File.ReadAllBytes(SharedFolders.ReferencePath($"ml/{name}_metrics.json"))).RootElement);
}
