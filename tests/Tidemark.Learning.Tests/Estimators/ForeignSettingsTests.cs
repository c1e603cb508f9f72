using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Tests.Estimators;

public class ForeignSettingsTests
{
    [Theory]
    [InlineData("lstm", "betas", "(0.8, 0.95)", "beta1=0.8 beta2=0.95")]
    [InlineData("mlp", "early_stopping", "False", "patience=0")]
    [InlineData("mlp", "early_stopping", "7", "patience=7")]
    [InlineData("gbm", "eta", "0.1", "eta=0.1")]
    [InlineData("gbm", "nonsense", "1", "nonsense=1")]
    public void Translate_ASettingThatMeansOthers_GivesThem(string kind, string name, string value, string expected)
    {
        var (own, notes) = ForeignSettings.Translate(ModelCatalog.Find(kind)!, [KeyValuePair.Create(name, value)]);
        Assert.Equal(expected, string.Join(' ', own.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("gbm", "booster", "gbtree")]
    [InlineData("forest", "max_leaf_nodes", "None")]
    [InlineData("forest", "ccp_alpha", "0.0")]
    [InlineData("logistic", "solver", "lbfgs")]
    [InlineData("logistic", "random_state", "42")]
    [InlineData("mlp", "early_stopping", "true")]
    [InlineData("gru", "batchFirst", "True")]
    public void Translate_WhatIsSoAnyway_IsTakenWithANote(string kind, string name, string value)
    {
        var (own, notes) = ForeignSettings.Translate(ModelCatalog.Find(kind)!, [KeyValuePair.Create(name, value)]);
        Assert.Empty(own);
        Assert.Contains("changes nothing", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gbm", "booster", "gblinear")]
    [InlineData("forest", "max_leaf_nodes", "31")]
    [InlineData("logistic", "solver", "liblinear")]
    [InlineData("lstm", "batch_first", "false")]
    [InlineData("lstm", "betas", "0.9")]
    public void Translate_WhatIsNotSoHere_IsRefusedByName(string kind, string name, string value) =>
        Assert.StartsWith($"{name} cannot be '{value}' here: ", Assert.Throws<ArgumentException>(() => ForeignSettings.Translate(ModelCatalog.Find(kind)!, [KeyValuePair.Create(name, value)])).Message, StringComparison.Ordinal);

    [Fact]
    public void Monotone_AsPythonWritesIt_IsTheSame()
    {
        var parameters = HyperParameters.Parse(ModelCatalog.Find("gbm")!.Parameters, [KeyValuePair.Create("monotone_constraints", "(1,0,-1)")]);
        Assert.Equal([1, 0, -1], parameters.Integers("monotone"));
    }

    /// <summary>No setting of another library hides one of the model's own, and none is there twice.</summary>
    [Fact]
    public void Foreign_OfEveryModel_HasNamesOfItsOwn() => Assert.All(ModelCatalog.All, model => Assert.All(model.Foreign, one => Assert.Same(one, ForeignSettings.Find(model, one.Name))));

    [Theory]
    [InlineData(LearningTask.Binary, "logloss", null)]
    [InlineData(LearningTask.Binary, "rmse", "here logloss, not rmse")]
    [InlineData(LearningTask.Regression, "rmse", null)]
    [InlineData(LearningTask.Regression, "mae", "here rmse, not mae")]
    public void Metric_ThatIsNotWatched_IsRefused(LearningTask task, string metric, string? problem)
    {
        var descriptor = ModelCatalog.Find("gbm")!;
        var values = Enumerable.Range(0, 40).Select(i => (float)i).ToArray();
        var set = new TrainingSet { Features = new FeatureTable(values, 1), Columns = ["x"], Rows = Enumerable.Range(0, 40).ToArray(), Targets = Array.ConvertAll(values, value => value > 20 ? 1.0 : 0), Task = task, Classes = task == LearningTask.Binary ? 2 : 0 };
        var fit = () => descriptor.Create(HyperParameters.Parse(descriptor.Parameters, [KeyValuePair.Create("trees", "2"), KeyValuePair.Create("eval_metric", metric)])).Fit(set, null, new FitContext());
        if (problem is null) Assert.Equal(1, fit().Columns);
        else Assert.Contains(problem, Assert.Throws<ArgumentException>(() => fit()).Message, StringComparison.Ordinal);
    }

    /// <summary>The memory of Adam is what is given: other numbers make another network.</summary>
    [Fact]
    public void Betas_AreLearntWith()
    {
        Assert.Equal(Predicted(), Predicted(("beta1", "0.9"), ("beta2", "0.999"), ("eps", "1e-8")));
        Assert.NotEqual(Predicted(), Predicted(("beta1", "0.5")));
        Assert.NotEqual(Predicted(), Predicted(("eps", "0.1")));

        static double Predicted(params (string Name, string Value)[] given)
        {
            var descriptor = ModelCatalog.Find("mlp")!;
            var values = Enumerable.Range(0, 40).Select(i => i / 40f).ToArray();
            var set = new TrainingSet { Features = new FeatureTable(values, 1), Columns = ["x"], Rows = Enumerable.Range(0, 40).ToArray(), Targets = Array.ConvertAll(values, value => value * 2.0), Task = LearningTask.Regression };
            var model = descriptor.Create(HyperParameters.Parse(descriptor.Parameters, [KeyValuePair.Create("max_iter", "3"), KeyValuePair.Create("hidden_layer_sizes", "(4,)"), .. given.Select(one => KeyValuePair.Create(one.Name, one.Value))])).Fit(set, null, new FitContext { Seed = 3 });
            var output = new double[1];
            model.Predict([0.3f], output);
            return output[0];
        }
    }
}
