using System.Collections.Immutable;
using Tidemark.Learning.Calibration;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Preprocessing;
using Tidemark.Learning.Selection;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Preprocessing;

public class PreparedModelTests
{
    private const int Rows = 400, Trained = 250;
    private static readonly ImmutableArray<string> Names = ["a", "b", "c", "level"];

    public static TheoryData<string, string, string> Pipelines => new()
    {
        { "gbm", "", "" },
        { "gbm", "hampel:window=7,threshold=3 | winsorise:lower=0.01,upper=0.99", "mutual-information:2" },
        { "logistic", "zscore | mean", "clusters:0.9" },
        { "logistic", "hampel:window=7,threshold=3 | ffill:limit=3 | fracdiff:order=0.4,weight=0.02,width=20,columns=level | zscore", "mrmr:3" },
        { "logistic", "indicate | median | robust", "permutation:4" },
        { "mlp", "ffill:limit=4 | drop | rank", "" },
        { "lstm", "hampel:window=5,threshold=3 | fracdiff:order=0.5,weight=0.05,width=9,columns=level | ffill:limit=20 | zscore | constant:value=0", "shap:2" },
    };

    /// <summary>One row at a time and a whole table, before and after saving, to the last bit: what a session asks is what was judged.</summary>
    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Predict_WindowByWindow_IsTheBatch_SavedOrNot(string kind, string steps, string selection)
    {
        var model = Fit(kind, steps, selection, Table(Rows));
        var loaded = PreparedModel.Load(Saved(model.Save()));
        var table = Table(Rows);
        int[] rows = [.. Enumerable.Range(model.Window - 1, Rows - model.Window + 1)];
        var (batch, one) = (new double[rows.Length], new double[1]);
        model.Predict(table, rows, batch);
        var said = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var single = new double[1];
            model.Predict(table, [rows[i]], single);
            loaded.Predict(table.Read(rows[i] - model.Window + 1, model.Window), one);
            Assert.Equal(BitConverter.DoubleToInt64Bits(single[0]), BitConverter.DoubleToInt64Bits(one[0]));
            // Batches of networks are added up in another order.
            Assert.Equal(batch[i], one[0], kind is "lstm" or "mlp" ? 1e-6 : 0);
            if (!double.IsNaN(one[0])) said++;
        }
        Assert.InRange(said, rows.Length / 3, rows.Length);
    }

    /// <summary>Values after the training part reach neither steps, nor selection, nor the model.</summary>
    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Fit_WhatComesAfterTheTrainingPart_ChangesNothing(string kind, string steps, string selection)
    {
        var first = Saved(Fit(kind, steps, selection, Table(Rows)).Save());
        var other = Saved(Fit(kind, steps, selection, Table(Rows, changedFrom: Trained)).Save());
        Assert.Equal(first.Settings.ToJsonString(), other.Settings.ToJsonString());
        Assert.Equal(first.Tensors.Keys.Order(StringComparer.Ordinal), other.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, tensor) in first.Tensors) Assert.True(tensor.Bytes.Span.SequenceEqual(other.Tensors[name].Bytes.Span), name);
    }

    [Fact]
    public void Window_IsLongerByWhatStepsReachBack()
    {
        var model = Fit("logistic", "hampel:window=7,threshold=3 | ffill:limit=3 | fracdiff:order=1,columns=level | mean", "", Table(Rows));
        Assert.Equal(1 + 6 + 3 + 1, model.Window);
        Assert.Equal(model.Model.Columns, model.Columns);
    }

    [Fact]
    public void Predict_MissingValueThatNobodyFills_IsNoPrediction()
    {
        var model = Fit("logistic", "zscore", "", Table(Rows));
        var outputs = new double[1];
        model.Predict([1, 2, float.NaN, 100], outputs);
        Assert.Equal(double.NaN, outputs[0]);
        model.Predict([1, 2, 3, 100], outputs);
        Assert.InRange(outputs[0], 0, 1);
        Assert.False(model.TakesMissing);
    }

    [Fact]
    public void Selection_KeepsSomeColumns_InTheOrderOfTheTable()
    {
        var model = Fit("gbm", "", "mutual-information:2", Table(Rows));
        Assert.Equal(2, model.Model.Columns);
        Assert.Equal(4, model.Columns);
        Assert.Equal(2, model.Preparation.Kept.Length);
        // The target is made of a and c.
        Assert.Equal(["a", "c"], model.Preparation.Kept);
    }

    [Fact]
    public void Fit_StepsWithoutAnEnd_AreRefused() => Assert.Contains("ffill:limit=24", Assert.ThrowsAny<ArgumentException>(() => Fit("gbm", "ffill", "", Table(Rows))).Message, StringComparison.Ordinal);

    [Fact]
    public void Fit_ColumnWithoutAValue_IsRefusedWhereTheModelTakesNoMissing()
    {
        var values = Enumerable.Range(0, 40).SelectMany(i => new[] { i % 3, float.NaN }).ToArray();
        var set = new TrainingSet { Features = new FeatureTable(values, 2), Columns = ["x", "nothing"], Rows = Enumerable.Range(0, 40).ToArray(), Targets = Enumerable.Range(0, 40).Select(i => (double)(i % 2)).ToArray(), Task = LearningTask.Binary, Classes = 2 };
        var pipeline = new InputPipeline(Preprocessor.Parse("zscore | mean"), TakesMissing: false);
        Assert.Contains("'nothing' has no value", Assert.Throws<ArgumentException>(() => pipeline.Prepare(set, null, 1, new FitContext())).Message, StringComparison.Ordinal);
    }

    /// <summary>A model that only remembers what it was given says of each stretch what the others are.</summary>
    [Fact]
    public void OutOfFold_EachStretchIsPredictedByTheOthers()
    {
        var set = Samples(Table(Rows));
        set = set with { Targets = Enumerable.Range(0, set.Count).Select(i => i < set.Count / 5 ? 1.0 : i % 2).ToArray() };
        var prior = ModelCatalog.Find("baseline-prior")!;
        var estimator = prior.Create(HyperParameters.Parse(prior.Parameters, []));
        var scored = OutOfFold.Predict(new InputPipeline(Preprocessor.Parse(""), true), estimator, set, null, 0, new FitContext());
        Assert.Equal(0.5, scored.Outputs.Span[0], 2);
        Assert.InRange(scored.Outputs.Span[^1], 0.6, 0.65);
    }

    [Fact]
    public void Calibrated_SavedAndLoaded_IsTheSame()
    {
        var model = Fit("gbm", "", "", Table(Rows));
        var set = Samples(Table(Rows));
        var outputs = new double[set.Count];
        model.Predict(set.Features, set.Rows.Span, outputs);
        foreach (var kind in Enum.GetValues<CalibrationKind>())
        {
            var calibrated = model.With(Calibrator.Fit(kind, new ScoredSamples { Task = LearningTask.Binary, Classes = 2, Targets = set.Targets, Outputs = outputs }));
            var loaded = (PreparedModel)ModelCatalog.Load(Saved(calibrated.Save()));
            var (one, two, raw) = (new double[1], new double[1], new double[1]);
            calibrated.Predict([1, 2, 3, 100], one);
            loaded.Predict([1, 2, 3, 100], two);
            loaded.With(null).Predict([1, 2, 3, 100], raw);
            Assert.Equal(one[0], two[0]);
            Assert.NotEqual(one[0], raw[0]);
        }
    }

    private static PreparedModel Fit(string kind, string steps, string selection, FeatureTable table)
    {
        var descriptor = ModelCatalog.Find(kind)!;
        KeyValuePair<string, string>[] given = kind switch
        {
            "gbm" => [new("trees", "5")],
            "mlp" => [new("epochs", "1"), new("hidden", "4")],
            "lstm" => [new("epochs", "1"), new("hidden", "3"), new("layers", "1"), new("window", "6")],
            _ => [],
        };
        var estimator = descriptor.Create(HyperParameters.Parse(descriptor.Parameters, given));
        var chosen = selection.Length == 0 ? null : FeatureSelection.Parse(selection);
        var pipeline = new InputPipeline(Preprocessor.Parse(steps), descriptor.TakesMissingValues) { Selector = chosen?.For(descriptor, estimator), SelectedCount = chosen?.Count ?? 0, Gap = 1 };
        return pipeline.Prepare(Samples(table), null, estimator.Window, new FitContext()).Fit(estimator, new FitContext());
    }

    private static TrainingSet Samples(FeatureTable table)
    {
        int[] rows = [.. Enumerable.Range(0, Trained)];
        var random = new SeededRandom(9, "targets");
        return new TrainingSet
        {
            Features = table,
            Columns = Names,
            Rows = rows,
            Targets = Array.ConvertAll(rows, row => table.Read(row, 1)[0] + table.Read(row, 1)[2] + random.NextNormal() > 3 ? 1.0 : 0.0),
            Task = LearningTask.Binary,
            Classes = 2,
        };
    }

    private static ModelState Saved(ModelState state)
    {
        using var file = new MemoryStream();
        Safetensors.Write(file, state);
        file.Position = 0;
        return Safetensors.Read(file, "model");
    }

    private static FeatureTable Table(int rows, int changedFrom = int.MaxValue)
    {
        var (random, values, level) = (new SeededRandom(4, "table"), new float[rows * 4], 100.0);
        for (var row = 0; row < rows; row++)
        {
            var isChanged = row >= changedFrom;
            level *= Math.Exp(0.02 * random.NextNormal());
            for (var column = 0; column < 3; column++)
            {
                var value = (column + 1) * random.NextNormal() * (random.NextInt(40) == 0 ? 20 : 1) + column;
                values[row * 4 + column] = random.NextInt(40) == 0 ? float.NaN : (float)(isChanged ? 100 - 7 * value : value);
            }
            values[row * 4 + 3] = (float)(isChanged ? 3 * level : level);
        }
        return new FeatureTable(values, 4);
    }
}
