using System.Text.Json.Nodes;
using Tidemark.Learning.Classics;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Classics;

public class LinearModelTests
{
    /// <summary>From scikit-learn 1.2.1 with tolerances of 1e-12 and less: model, settings, task, whether weighted, coefficients, intercepts.</summary>
    public static TheoryData<string, string, LearningTask, bool, double[], double[]> OfScikitLearn { get; } = new()
    {
        { "linear", "", LearningTask.Regression, true, [1.5615651631843124, -0.4436608248688627, 0.18073000398026712, 0.03221065356344399], [0.12627454242348315] },
        { "linear", "fit_intercept=false", LearningTask.Regression, false, [1.5101664489598454, -0.5305817751093651, -0.13384564893104442, 0.03339623921952842], [0] },
        { "ridge", "alpha=2.5", LearningTask.Regression, true, [1.3852983071959117, -0.4422133730414356, 0.06462809641482882, 0.010268039527741865], [0.11692069945430665] },
        { "lasso", "alpha=0.1", LearningTask.Regression, true, [1.3205468928516642, -0.2443364993134515, 0, 0], [0.12644530749573718] },
        { "elastic-net", "alpha=0.2 l1_ratio=0.3", LearningTask.Regression, false, [0.9901191995299456, -0.35563208790563167, 0, 0], [0.1222603630235176] },
        { "logistic", "C=0.7", LearningTask.Binary, true, [1.3414558315165095, 0.37876424681822274, -0.5619987145921373, -0.9392946908500702], [0.031278675128623194] },
        { "logistic", "C=0.7 class_weight=balanced", LearningTask.Binary, false, [1.4563162451584815, 0.14890097469911182, -0.31775776746445894, -1.14603087393454], [-0.0705398440735279] },
        { "logistic", "penalty=none fit_intercept=false", LearningTask.Binary, false, [2.6551748552271754, 0.6277417230569403, -1.6981129297176578, -1.9360353292301578], [0] },
        { "logistic", "penalty=l1 C=0.3", LearningTask.Binary, false, [1.0604679435046742, 0, 0, -0.7489384084408459], [0.08530563870338237] },
        { "logistic", "penalty=elasticnet l1_ratio=0.4 C=0.3", LearningTask.Binary, true, [0.9021052546868711, 0.0339889471921272, 0, -0.6320977350793896], [0.08292774034983368] },
        { "logistic", "C=0.7", LearningTask.MultiClass, true,
            [-1.6134929246603855, -0.30781774559955244, 0.3458796193522175, -0.7238209208338434, -0.15957956215117147, 0.46120482287586106, -0.7396255501939706, 0.021011677399091117,
                1.773072486811558, -0.15338707727630807, 0.39374593084175313, 0.7028092434347534], [-0.1710740772666508, 0.7358324413112398, -0.5647583640445869] },
        { "logistic", "penalty=elasticnet l1_ratio=0.6 C=0.5", LearningTask.MultiClass, false,
            [-1.6438139634138298, -0.023596721693324073, 0, -0.4580072432108027, 0, 0.4510673692284983, -0.028502007704548544, 0, 1.8125679882994992, 0, 0, 0.36241496891469943],
            [-0.26578863033752387, 0.7532139538277556, -0.48742532349022993] },
        { "logistic", "penalty=l1 C=0.5", LearningTask.MultiClass, false,
            [-1.8002737211693551, 0, 0, -0.3975404935913811, 0, 0.37990364054696246, 0, 0, 2.1777264810524803, 0, 0, 0.2865337772754628],
            [-0.2516982688421364, 0.8259189716278045, -0.5742207027855836] },
    };

    [Theory, MemberData(nameof(OfScikitLearn))]
    public void Fit_OfScikitLearn_HasItsCoefficients(string model, string settings, LearningTask task, bool isWeighted, double[] coefficients, double[] intercepts)
    {
        var fitted = (LinearModel)ClassicSamples.Fit(model, settings, ClassicSamples.Set(task, isWeighted ? ClassicSamples.Weights : null));
        Assert.True(fitted.IsConverged);
        AssertClose(coefficients, fitted.Coefficients, 1e-7);
        AssertClose(intercepts, fitted.Intercepts, 1e-7);
        Assert.All(coefficients.Zip(fitted.Coefficients), pair => Assert.Equal(pair.First == 0, pair.Second == 0));
    }

    [Theory]
    [InlineData("linear", "", LearningTask.Regression)]
    [InlineData("ridge", "alpha=1", LearningTask.Regression)]
    [InlineData("elastic-net", "alpha=0.05", LearningTask.Regression)]
    [InlineData("logistic", "", LearningTask.Binary)]
    [InlineData("logistic", "", LearningTask.MultiClass)]
    public void Fit_WholeWeights_IsTheSameAsRepeatedSamples(string model, string settings, LearningTask task)
    {
        var set = ClassicSamples.Set(task, [.. Enumerable.Range(0, ClassicSamples.Count).Select(i => i % 3.0)]);
        var repeated = Enumerable.Range(0, ClassicSamples.Count).SelectMany(i => Enumerable.Repeat(i, i % 3)).ToArray();
        var other = set with { Rows = repeated, Targets = repeated.Select(i => set.Targets.Span[i]).ToArray(), Weights = default };
        AssertClose(((LinearModel)ClassicSamples.Fit(model, settings, other)).Coefficients, ((LinearModel)ClassicSamples.Fit(model, settings, set)).Coefficients, 1e-8);
    }

    [Theory]
    [InlineData("linear", "")]
    [InlineData("ridge", "alpha=0.5")]
    [InlineData("lasso", "alpha=0.001")]
    public void Fit_CollinearAndConstantColumns_PredictsTheSame(string model, string settings)
    {
        var wide = Enumerable.Range(0, ClassicSamples.Count).SelectMany(i => (double[])[.. Row(i), Row(i)[0], Row(i)[0] - Row(i)[1], 3.3]).ToArray();
        var set = ClassicSamples.Set(LearningTask.Regression, wide, 7, ClassicSamples.Numbers);
        var fitted = (LinearModel)ClassicSamples.Fit(model, settings, set);
        Assert.All(fitted.Coefficients, coefficient => Assert.InRange(coefficient, -3, 3));
        Assert.Equal(0, fitted.Coefficients[6]);
        if (model != "linear") return;
        var plain = ClassicSamples.Set(LearningTask.Regression);
        AssertClose(ClassicSamples.Predict(ClassicSamples.Fit(model, settings, plain), plain), ClassicSamples.Predict(fitted, set), 1e-9);
    }

    [Fact]
    public void Fit_FewerSamplesThanColumns_HitsThemAll()
    {
        var set = ClassicSamples.Set(LearningTask.Regression, ClassicSamples.Features[..12], 4, [1, -2, 0.5]);
        AssertClose([1, -2, 0.5], ClassicSamples.Predict(ClassicSamples.Fit("linear", "", set), set), 1e-9);
    }

    [Theory]
    [InlineData("linear", "", LearningTask.Regression, 1e-6)]
    [InlineData("logistic", "penalty=none", LearningTask.Binary, 1e-4)]
    public void Fit_ColumnsOfVeryDifferentSize_AreAllUsed(string model, string settings, LearningTask task, double accuracy)
    {
        double[] sizes = [1e-6, 1, 1e5, 1e-3];
        var scaled = ClassicSamples.Features.Select((value, i) => value * sizes[i % 4]).ToArray();
        var (set, plain) = (ClassicSamples.Set(task, scaled, 4, task == LearningTask.Binary ? ClassicSamples.Two : ClassicSamples.Numbers), ClassicSamples.Set(task));
        AssertClose(ClassicSamples.Predict(ClassicSamples.Fit(model, settings, plain), plain), ClassicSamples.Predict(ClassicSamples.Fit(model, settings, set), set), accuracy);
    }

    [Fact]
    public void Fit_SeparableClassesWithoutPenalty_StaysFinite()
    {
        var set = ClassicSamples.Set(LearningTask.Binary, [-2, -1, 1, 2], 1, [0, 0, 1, 1]);
        Assert.All(ClassicSamples.Predict(ClassicSamples.Fit("logistic", "penalty=none", set), set), (probability, i) => Assert.Equal(i < 2 ? 0 : 1, probability, 1e-3));
    }

    [Fact]
    public void Fit_ClassThatIsNotThere_IsNeverPredicted()
    {
        var set = ClassicSamples.Set(LearningTask.MultiClass, ClassicSamples.Features, 4, [.. ClassicSamples.Two.Select(label => label * 2)], classes: 4);
        var predicted = ClassicSamples.Predict(ClassicSamples.Fit("logistic", "", set), set);
        for (var i = 0; i < ClassicSamples.Count; i++)
        {
            Assert.Equal((0, 0), (predicted[i * 4 + 1], predicted[i * 4 + 3]));
            Assert.Equal(1, predicted[i * 4] + predicted[i * 4 + 2], 1e-12);
        }
    }

    [Theory]
    [InlineData("lasso", "alpha=0.1", LearningTask.Regression)]
    [InlineData("logistic", "penalty=l1 C=0.5", LearningTask.MultiClass)]
    [InlineData("logistic", "", LearningTask.Binary)]
    public void Save_AndLoad_IsTheSameModel(string model, string settings, LearningTask task)
    {
        var set = ClassicSamples.Set(task);
        var fitted = ClassicSamples.Fit(model, settings, set);
        var loaded = ModelCatalog.Load(fitted.Save());
        Assert.Equal((fitted.Task, fitted.Columns, fitted.Outputs), (loaded.Task, loaded.Columns, loaded.Outputs));
        Assert.Equal(ClassicSamples.Predict(fitted, set), ClassicSamples.Predict(loaded, set));
    }

    [Fact]
    public void Load_NewerOrDamaged_IsRefused()
    {
        var saved = ClassicSamples.Fit("linear", "", ClassicSamples.Set(LearningTask.Regression)).Save();
        var newer = saved with { Settings = new JsonObject { ["version"] = 2, ["task"] = "Regression", ["isConverged"] = true } };
        Assert.Equal("this 'linear' model is of version 2; versions 1 to 1 are known", Assert.Throws<InvalidDataException>(() => ModelCatalog.Load(newer)).Message);
        var damaged = saved with { Tensors = new Dictionary<string, StateTensor> { ["intercepts"] = saved.Tensors["intercepts"] } };
        Assert.Equal("this 'linear' model has no usable 'coefficients'", Assert.Throws<InvalidDataException>(() => ModelCatalog.Load(damaged)).Message);
    }

    [Theory]
    [InlineData("logistic", "", LearningTask.Binary, "all 60 samples are of class 1; a classifier needs two classes to learn from")]
    [InlineData("linear", "", LearningTask.Regression, "row 3: feature 'f2' is NaN; this model takes finite values only")]
    [InlineData("logistic", "", LearningTask.MultiClass, "there are no samples to learn from")]
    public void Fit_WhatCannotBeLearnt_SaysWhy(string model, string settings, LearningTask task, string expected)
    {
        var set = task switch
        {
            LearningTask.Binary => ClassicSamples.Set(task, ClassicSamples.Features, 4, [.. Enumerable.Repeat(1.0, 60)]),
            LearningTask.Regression => ClassicSamples.Set(task, [.. ClassicSamples.Features.Select((value, i) => i == 10 ? double.NaN : value)], 4, ClassicSamples.Numbers),
            _ => ClassicSamples.Set(task, [], 4, [], classes: 3),
        };
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => ClassicSamples.Fit(model, settings, set)).Message);
    }

    [Fact]
    public void Fit_ManyRandomProblems_EndsWhereTheSlopeIsZero()
    {
        var random = new SeededRandom(8, "problems");
        for (var trial = 0; trial < 20; trial++)
        {
            var (count, width) = (20 + random.NextInt(60), 1 + random.NextInt(8));
            var features = Enumerable.Range(0, count * width).Select(_ => (double)(float)(random.NextNormal() * 2)).ToArray();
            var labels = Enumerable.Range(0, count).Select(i => i < 2 ? i : (double)random.NextInt(2)).ToArray();
            var set = ClassicSamples.Set(LearningTask.Binary, features, width, labels);
            var model = (LinearModel)ClassicSamples.Fit("logistic", "C=0.5", set);
            var errors = ClassicSamples.Predict(model, set).Zip(labels, (probability, label) => probability - label).ToArray();
            Assert.Equal(0, errors.Sum(), 1e-7);
            for (var j = 0; j < width; j++) Assert.Equal(0, model.Coefficients[j] + 0.5 * errors.Select((error, i) => error * features[i * width + j]).Sum(), 1e-7);
        }
    }

    private static double[] Row(int i) => ClassicSamples.Features[(i * 4)..(i * 4 + 4)];

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double accuracy)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++) Assert.Equal(expected[i], actual[i], accuracy);
    }
}
