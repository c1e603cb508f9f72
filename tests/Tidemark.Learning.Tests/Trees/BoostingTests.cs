using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Trees;

namespace Tidemark.Learning.Tests.Trees;

public class BoostingTests
{
    [Theory]
    [InlineData(LearningTask.Regression, "hist")]
    [InlineData(LearningTask.Regression, "exact")]
    [InlineData(LearningTask.Binary, "hist")]
    [InlineData(LearningTask.MultiClass, "hist")]
    [InlineData(LearningTask.MultiClass, "exact")]
    public void Boosting_SavedAndLoaded_PredictsTheSame(LearningTask task, string method)
    {
        var set = TreeSets.Random(600, 6, task, missing: 0.1);
        var model = TreeSets.Fit("gbm", set, ("trees", "20"), ("method", method));
        var again = ModelCatalog.Load(model.Save());
        Assert.Equal((task, 6, 1), (again.Task, again.Columns, again.Window));
        Assert.Equal(TreeSets.Predict(model, set), TreeSets.Predict(again, set));
    }

    [Theory]
    [InlineData("hist")]
    [InlineData("exact")]
    public void Boosting_AnyNumberOfThreads_IsTheSameBitForBit(string method)
    {
        var set = TreeSets.Random(6000, 12, LearningTask.Binary, missing: 0.05);
        (string, string)[] settings = [("trees", "8"), ("method", method), ("subsample", "0.7"), ("colsample_bytree", "0.8"), ("colsample_bylevel", "0.8"), ("colsample_bynode", "0.8")];
        var one = TreeSets.Fit("gbm", set, null, new FitContext { Threads = 1 }, settings);
        var two = TreeSets.Fit("gbm", set, null, new FitContext { Threads = 3 }, settings);
        var other = TreeSets.Fit("gbm", set, null, new FitContext { Threads = 1, Seed = 2 }, settings);
        Assert.Equal(TreeSets.Predict(one, set), TreeSets.Predict(two, set));
        Assert.NotEqual(TreeSets.Predict(one, set), TreeSets.Predict(other, set));
    }

    [Theory]
    [InlineData("hist")]
    [InlineData("exact")]
    public void Boosting_MonotoneConstraint_NeverTurns(string method)
    {
        var set = TreeSets.Random(1500, 5, LearningTask.Regression);
        var model = TreeSets.Fit("gbm", set, ("trees", "40"), ("method", method), ("monotone_constraints", "0,0,1,-1"));
        var (row, output) = (new float[5], new double[1]);
        for (var sample = 0; sample < 100; sample++)
            foreach (var (column, direction) in new[] { (2, 1), (3, -1) })
            {
                set.Features.Read(sample, 1).CopyTo(row);
                var last = double.NegativeInfinity;
                for (var value = -3f; value <= 3; value += 0.1f)
                {
                    row[column] = value;
                    model.Predict(row, output);
                    Assert.True(direction * output[0] >= last - 1e-6);
                    last = direction * output[0];
                }
            }
    }

    [Fact]
    public void Boosting_EarlyStopping_KeepsTheBestRound()
    {
        var (train, validation) = (TreeSets.Random(300, 6, LearningTask.Binary), TreeSets.Random(400, 6, LearningTask.Binary, seed: 2));
        var losses = new List<double>();
        var model = (TreeModel)TreeSets.Fit("gbm", train, validation, new FitContext { Progress = one => losses.Add(one.ValidationLoss) }, ("trees", "200"), ("early_stopping_rounds", "10"));
        var best = losses.IndexOf(losses.Min()) + 1;
        Assert.Equal((best, best + 10), (model.Count, losses.Count));
        Assert.Equal(losses.Min(), LogLoss.Binary(validation.Targets.Span, TreeSets.Predict(model, validation)), 1e-6);
    }

    [Fact]
    public void Boosting_LeafWise_KeepsItsNumberOfLeaves()
    {
        var model = (TreeModel)TreeSets.Fit("gbm", TreeSets.Random(2000, 5, LearningTask.Regression), ("trees", "5"), ("growth", "leaf"), ("num_leaves", "13"), ("max_depth", "0"));
        Assert.Equal(5 * 25, model.Trees.Nodes.Length);
    }

    [Fact]
    public void Boosting_WholeWeights_AreRepetitions()
    {
        var set = TreeSets.Random(300, 4, LearningTask.Regression);
        var weights = Enumerable.Range(0, 300).Select(i => (double)(i % 3)).ToArray();
        var repeated = set with { Rows = Enumerable.Range(0, 300).SelectMany(i => Enumerable.Repeat(i, i % 3)).ToArray(), Targets = Enumerable.Range(0, 300).SelectMany(i => Enumerable.Repeat(set.Targets.Span[i], i % 3)).ToArray() };
        (string, string)[] settings = [("trees", "10"), ("method", "exact")];
        var (weighted, plain) = (TreeSets.Fit("gbm", set with { Weights = weights }, settings), TreeSets.Fit("gbm", repeated, settings));
        Assert.All(TreeSets.Predict(weighted, repeated).Zip(TreeSets.Predict(plain, repeated)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Boosting_MissingValuesThatTell_AreLearnt()
    {
        var values = Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? float.NaN : i).ToArray();
        var set = TreeSets.Of(values, 1, [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 5.0 : -5)], LearningTask.Regression);
        foreach (var method in new[] { "hist", "exact" })
            Assert.True(TreeSets.MeanSquare(TreeSets.Predict(TreeSets.Fit("gbm", set, ("method", method)), set), set) < 1e-6);
    }

    [Fact]
    public void Boosting_QuantileLoss_LeavesThatShareBelow()
    {
        var set = TreeSets.Random(3000, 4, LearningTask.Regression);
        var predicted = TreeSets.Predict(TreeSets.Fit("gbm", set, ("trees", "60"), ("objective", "quantile"), ("quantile", "0.8"), ("max_depth", "3")), set);
        Assert.InRange(predicted.Zip(set.Targets.ToArray(), (value, target) => target <= value ? 1.0 : 0).Average(), 0.76, 0.84);
    }

    [Theory]
    [InlineData("hist", "1")]
    [InlineData("exact", "1")]
    [InlineData("hist", "0")]
    [InlineData("exact", "0")]
    public void Boosting_StrangeTables_ArePredictedFinitely(string method, string minChildWeight)
    {
        float[] odd = [float.NaN, 0, 1e-45f, float.MaxValue, float.NaN, 0, -1e-45f, float.MinValue, float.NaN, 0, 3, 3.4e38f, float.NaN, 0, 3, -3.4e38f];
        var set = TreeSets.Of(odd, 4, [1, 2, 3, 4], LearningTask.Regression, [0, 1, 2, 1e-30]);
        var model = TreeSets.Fit("gbm", set, ("method", method), ("min_child_weight", minChildWeight), ("trees", "5"));
        Assert.All(TreeSets.Predict(model, set), value => Assert.True(double.IsFinite(value)));
        var single = TreeSets.Of([1, 2], 2, [7], LearningTask.Regression);
        Assert.Equal(7, TreeSets.Predict(TreeSets.Fit("gbm", single, ("method", method), ("lambda", "0"), ("min_child_weight", minChildWeight)), single)[0], 1e-5);
    }

    [Theory]
    [InlineData(300, 0.0)]
    [InlineData(256, 0.0)]
    [InlineData(256, 0.1)]
    [InlineData(2, 0.1)]
    [InlineData(20000, 0.1)]
    public void Histograms_AnyNumberOfBins_Learn(int bins, double missing)
    {
        var set = TreeSets.Random(3000, 9, LearningTask.Regression, missing: missing);
        var error = TreeSets.MeanSquare(TreeSets.Predict(TreeSets.Fit("gbm", set, ("trees", "40"), ("max_bin", $"{bins}")), set), set);
        Assert.True(error < (bins == 2 ? 0.9 : 0.2), $"{error}");
    }

    [Fact]
    public void Histograms_OfFewValues_AreExact()
    {
        var set = TreeSets.Random(200, 5, LearningTask.Binary);
        var (hist, exact) = (TreeSets.Predict(TreeSets.Fit("gbm", set, ("trees", "10")), set), TreeSets.Predict(TreeSets.Fit("gbm", set, ("trees", "10"), ("method", "exact")), set));
        Assert.All(hist.Zip(exact), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Predict_OneRow_AllocatesNothing()
    {
        var set = TreeSets.Random(500, 6, LearningTask.MultiClass);
        var model = TreeSets.Fit("gbm", set, ("trees", "10"));
        var (row, outputs) = (set.Features.Read(0, 1).ToArray(), new double[3]);
        model.Predict(row, outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) model.Predict(row, outputs);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Fit_WhatCannotBeLearnt_IsRefusedByName()
    {
        Refused("there are no samples to learn from", TreeSets.Of([], 2, [], LearningTask.Regression));
        Refused("the target of sample 1 is NaN", TreeSets.Of([1, 2], 1, [1, double.NaN], LearningTask.Regression));
        Refused("feature f1 of row 0 is infinite; trees take finite and missing values", TreeSets.Of([1, float.PositiveInfinity], 2, [1], LearningTask.Regression));
        Refused("all samples are of class 1", TreeSets.Of([1, 2], 1, [1, 1], LearningTask.Binary));
        Refused("the weight of sample 1 is -1", TreeSets.Of([1, 2], 1, [1, 0], LearningTask.Binary, [1, -1]));
        Refused("all weights are zero", TreeSets.Of([1, 2], 1, [1, 0], LearningTask.Binary, [0, 0]));
        Refused("early stopping needs validation samples", TreeSets.Of([1, 2], 1, [1, 0], LearningTask.Binary), ("early_stopping_rounds", "5"));
        Refused("the loss 'logistic' is not for Regression targets", TreeSets.Of([1, 2], 1, [1, 0], LearningTask.Regression), ("objective", "logistic"));
    }

    [Fact]
    public void Load_DamagedState_IsRefused()
    {
        var state = TreeSets.Fit("gbm", TreeSets.Random(100, 4, LearningTask.Regression), ("trees", "2")).Save();
        var tensors = state.Tensors.ToDictionary(pair => pair.Key, pair => pair.Value);
        var left = tensors["left"].Values<int>().ToArray();
        left[0] = 0;
        tensors["left"] = StateTensor.Of<int>(left);
        Assert.Contains("node 0 leads nowhere", Assert.Throws<InvalidDataException>(() => ModelCatalog.Load(state with { Tensors = tensors })).Message, StringComparison.Ordinal);
        tensors.Remove("gain");
        Assert.Contains("no tensor 'gain'", Assert.Throws<InvalidDataException>(() => ModelCatalog.Load(state with { Tensors = tensors })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TwoWaysToANode_IsRefused()
    {
        // Each node leads to the next two: a row still comes to a leaf, but there are more ways than anyone can count.
        const int nodes = 200;
        int[] left = [.. Enumerable.Range(0, nodes).Select(i => i < nodes - 2 ? i + 1 : -1)];
        Assert.Contains("more than one way leads to node 2", Assert.Throws<InvalidDataException>(() => ModelCatalog.Load(Chain(left))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1500, true)]
    [InlineData(200_000, false)]
    public void Explain_DeepChain_IsExplainedOrRefused(int depth, bool isExplained)
    {
        var model = (TreeModel)ModelCatalog.Load(Chain([.. Enumerable.Range(0, 2 * depth + 1).Select(i => i % 2 == 0 && i < 2 * depth ? i + 1 : -1)]));
        var contributions = new double[3];
        Assert.Equal(1, TreeSets.Predict(model, TreeSets.Of([1, 1], 2, [1], LearningTask.Regression))[0]);
        if (isExplained)
        {
            model.Explain([1, 1], contributions);
            Assert.Equal(1, contributions.Sum(), 1e-9);
        }
        else Assert.Contains("levels cannot be explained", Assert.Throws<ArgumentException>(() => model.Explain([1, 1], contributions)).Message, StringComparison.Ordinal);
    }

    /// <summary>A saved model of one tree, whose splits all send rows to the right, and whose leaves are all 1.</summary>
    private static ModelState Chain(int[] left)
    {
        var state = TreeSets.Fit("gbm", TreeSets.Random(50, 4, LearningTask.Regression), ("trees", "1")).Save();
        var settings = state.Settings.DeepClone().AsObject();
        (settings["columns"], settings["baseMargin"]) = (2, 0f);
        return state with
        {
            Settings = settings,
            Tensors = new Dictionary<string, StateTensor>
            {
                ["roots"] = StateTensor.Of<int>([0]),
                ["threshold"] = StateTensor.Of<float>(new float[left.Length]),
                ["feature"] = StateTensor.Of<int>(new int[left.Length]),
                ["left"] = StateTensor.Of<int>(left),
                ["gain"] = StateTensor.Of<float>(new float[left.Length]),
                ["cover"] = StateTensor.Of<double>([.. Enumerable.Repeat(1.0, left.Length)]),
                ["leaf"] = StateTensor.Of<double>([1, 1], [1]),
            },
        };
    }

    private static void Refused(string reason, TrainingSet set, params (string, string)[] settings) =>
        Assert.Equal(reason, Assert.Throws<ArgumentException>(() => TreeSets.Fit("gbm", set, settings)).Message);
}
