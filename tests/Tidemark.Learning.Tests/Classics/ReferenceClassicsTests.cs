using System.Text.Json;
using Tidemark.Learning.Classics;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Tests.Classics;

/// <summary>Linear models of another library on real data: every *_results.json of the reference folder with *_train.csv and *_test.csv beside it.</summary>
public class ReferenceClassicsTests
{
    public static TheoryData<string> Cases()
    {
        var folder = SharedFolders.Reference is { } reference ? Path.Combine(reference, "ml") : "";
        var data = new TheoryData<string>();
        if (Directory.Exists(folder))
            foreach (var path in Directory.EnumerateFiles(folder, "*_results.json").Order(StringComparer.Ordinal)) data.Add(Path.GetFileName(path)[..^"_results.json".Length]);
        return data.Count > 0 ? data : new TheoryData<string>("btcusdt_1h");
    }

    [Theory, MemberData(nameof(Cases))]
    public void Logistic_OfReference_Agrees(string name)
    {
        var (results, train, test, columns) = Load(name);
        foreach (var label in results.GetProperty("results").EnumerateObject())
        {
            if (!label.Value.TryGetProperty("sklearn_logistic_regression", out var expected)) continue;
            var c = expected.GetProperty("params").GetProperty("C").GetDouble();
            var (learnt, unseen) = Sets(LearningTask.Binary, train, test, columns, label.Name);
            var model = (LinearModel)ClassicSamples.Fit("logistic", FormattableString.Invariant($"C={c}"), learnt);
            AssertClose([.. expected.GetProperty("coef").EnumerateArray().Select(one => one.GetDouble())], model.Coefficients, 1e-5);
            Assert.Equal(expected.GetProperty("intercept").GetDouble(), model.Intercepts[0], 1e-5);
            var metrics = BinaryMetrics.Compute(unseen.Targets.Span, ClassicSamples.Predict(model, unseen));
            Assert.Equal(expected.GetProperty("test_auc").GetDouble(), metrics.RocAuc, 1e-5);
            Assert.Equal(expected.GetProperty("test_logloss").GetDouble(), metrics.LogLoss, 1e-6);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void LinearModels_OfReference_Agree(string name)
    {
        var (results, train, test, columns) = Load(name);
        var (learnt, unseen) = Sets(LearningTask.Regression, train, test, columns, "next_logret");
        foreach (var expected in results.GetProperty("linear_models_next_logret").EnumerateObject())
        {
            var parts = expected.Name.Split("_alpha_");
            var model = (LinearModel)ClassicSamples.Fit(parts[0], parts.Length > 1 ? $"alpha={parts[1]}" : "", learnt);
            AssertClose([.. expected.Value.GetProperty("coef").EnumerateArray().Select(one => one.GetDouble())], model.Coefficients, 1e-8);
            Assert.Equal(expected.Value.GetProperty("intercept").GetDouble(), model.Intercepts[0], 1e-8);
            Assert.Equal(expected.Value.GetProperty("test_mse").GetDouble(), RegressionMetrics.Compute(unseen.Targets.Span, ClassicSamples.Predict(model, unseen)).MeanSquaredError, 1e-11);
        }
    }

    private static (JsonElement Results, NumberTable Train, NumberTable Test, string[] Columns) Load(string name)
    {
        var results = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.ReferencePath($"ml/{name}_results.json"))).RootElement;
        return (results, NumberTable.Load(SharedFolders.ReferencePath($"ml/{name}_train.csv")), NumberTable.Load(SharedFolders.ReferencePath($"ml/{name}_test.csv")),
            [.. results.GetProperty("features").EnumerateArray().Select(one => one.GetString()!)]);
    }

    /// <summary>Both parts, scaled by the training part's means and population standard deviations.</summary>
    private static (TrainingSet Train, TrainingSet Test) Sets(LearningTask task, NumberTable train, NumberTable test, string[] columns, string label)
    {
        var means = columns.Select(column => train.Column(column).Average()).ToArray();
        var scales = columns.Select((column, j) => Math.Sqrt(train.Column(column).Average(value => (value - means[j]) * (value - means[j])))).ToArray();
        TrainingSet Set(NumberTable table) => ClassicSamples.Set(task, [.. table.Columns(columns).Select((value, i) => (value - means[i % means.Length]) / scales[i % means.Length])], columns.Length, table.Column(label));
        return (Set(train), Set(test));
    }

    private static void AssertClose(double[] expected, IReadOnlyList<double> actual, double accuracy)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], accuracy);
    }
}
