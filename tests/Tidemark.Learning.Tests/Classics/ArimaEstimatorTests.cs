using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Classics;

public class ArimaEstimatorTests
{
    [Theory]
    [InlineData(LearningTask.Regression)]
    [InlineData(LearningTask.Binary)]
    public void Predictions_OfAnAutoregression_AreThoseOfItsFormula_AndSurviveSaving(LearningTask task)
    {
        var set = Samples(task, out var values);
        var model = Fit(set, "1,0,0", "60");
        var again = ModelCatalog.Load(model.Save());
        for (var row = 100; row < 500; row += 37)
        {
            double[] expected = [0], loaded = [0];
            model.Predict(set.Features.Read(row - 59, 60), expected);
            again.Predict(set.Features.Read(row - 59, 60), loaded);
            Assert.Equal(expected, loaded);
            // The estimates are near 0.7 and 1: what follows is near 0.7 of what was.
            if (task == LearningTask.Regression) Assert.Equal(0.7 * values[row], expected[0], 0.25);
            else Assert.Equal(values[row] > 0, expected[0] > 0.5 - 0.05);
        }
    }

    [Fact]
    public void MissingValues_GiveNoPrediction_AndAreNotLearntFrom()
    {
        var set = Samples(LearningTask.Regression, out _);
        var model = Fit(set, "1,0,0", "60");
        var window = set.Features.Read(100, 60).ToArray();
        window[2 * 30 + 1] = float.NaN;
        double[] outputs = [0];
        model.Predict(window, outputs);
        Assert.True(double.IsNaN(outputs[0]));
        var holed = set.Features.Read(0, set.Features.Rows).ToArray();
        holed[2 * 77 + 1] = float.NaN;
        Assert.Contains("row 77", Assert.Throws<ArgumentException>(() => Fit(set with { Features = new FeatureTable(holed, 2) }, "1,0,0", "60")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WhatHappenedBetweenTheSamples_IsNotLookedAt()
    {
        var set = Samples(LearningTask.Regression, out _);
        int[] rows = [.. set.Rows.ToArray().Where(row => row < 200 || row >= 320)];
        var part = set with { Rows = rows, Targets = new double[rows.Length] };
        var changed = set.Features.Read(0, set.Features.Rows).ToArray();
        for (var row = 200; row < 320; row++) changed[2 * row + 1] = float.NaN;
        var (one, other) = (Fit(part, "1,0,1", "60"), Fit(part with { Features = new FeatureTable(changed, 2) }, "1,0,1", "60"));
        Assert.Equal(one.Save().Tensors["parameters"].Values<double>().ToArray(), other.Save().Tensors["parameters"].Values<double>().ToArray());
        Assert.NotEqual(Fit(set, "1,0,1", "60").Save().Tensors["parameters"].Values<double>().ToArray(), one.Save().Tensors["parameters"].Values<double>().ToArray());
    }

    [Theory]
    [InlineData("baseline-persistence")]
    [InlineData("baseline-moving-average")]
    public void ReturnBaselines_OfTargetsOverSeveralSteps_GoOnForAllOfThem(string name)
    {
        var set = Samples(LearningTask.Regression, out _);
        var descriptor = ModelCatalog.Find(name)!;
        double[] one = [0], ten = [0], loaded = [0];
        foreach (var (horizon, into) in new[] { ("1", one), ("10", ten) })
        {
            var model = descriptor.Create(HyperParameters.Parse(descriptor.Parameters, [KeyValuePair.Create("horizon", horizon)])).Fit(set, null, new FitContext());
            model.Predict(set.Features.Read(100, model.Window), into);
            ModelCatalog.Load(model.Save()).Predict(set.Features.Read(100, model.Window), loaded);
        }
        Assert.NotEqual(0, one[0]);
        Assert.Equal(10 * one[0], ten[0], 12);
        Assert.Equal(ten, loaded);
    }

    [Fact]
    public void Settings_ThatDoNotGoTogether_AreRefused() =>
        Assert.Contains("too short", Assert.Throws<ArgumentException>(() => Create("1,1,0", "10")).Message, StringComparison.Ordinal);

    private static IFittedModel Fit(TrainingSet set, string order, string window) => Create(order, window).Fit(set, null, new FitContext());

    private static IEstimator Create(string order, string window)
    {
        var descriptor = ModelCatalog.Find("arima")!;
        return descriptor.Create(HyperParameters.Parse(descriptor.Parameters, [KeyValuePair.Create("order", order), KeyValuePair.Create("window", window)]));
    }

    private static TrainingSet Samples(LearningTask task, out double[] values)
    {
        var random = new SeededRandom(4, "autoregression");
        values = new double[600];
        for (var t = 1; t < values.Length; t++) values[t] = 0.7 * values[t - 1] + random.NextNormal();
        var table = new float[2 * values.Length];
        for (var t = 0; t < values.Length; t++) (table[2 * t], table[2 * t + 1]) = (t, (float)values[t]);
        var rows = Enumerable.Range(0, values.Length - 1).ToArray();
        var series = values;
        return new TrainingSet
        {
            Features = new FeatureTable(table, 2),
            Columns = ["time", "logret"],
            Rows = rows,
            Targets = Array.ConvertAll(rows, row => task == LearningTask.Regression ? series[row + 1] : series[row + 1] > 0 ? 1 : 0),
            Task = task,
            Classes = task == LearningTask.Binary ? 2 : 0,
        };
    }
}
