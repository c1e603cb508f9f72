using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Trees;

namespace Tidemark.Learning.Tests.Trees;

public class ForestTests
{
    public static TheoryData<string, string, string> References() => ReferenceTable.Models("sklearn_random_forest");

    /// <summary>Forests of other random numbers differ; scikit-learn's own seeds move the area by about 0.004 here.</summary>
    [Theory, MemberData(nameof(References))]
    public void Forest_OfReference_IsAsGood(string name, string label, string model)
    {
        var table = ReferenceTable.Load(name);
        var expected = table.Result(label, model);
        var test = table.Test(label);
        var fitted = TreeSets.Fit("forest", table.Train(label), [.. ReferenceTable.Parameters(expected.GetProperty("params")).Select(pair => (pair.Key, pair.Value))]);
        var predicted = TreeSets.Predict(fitted, test);
        Assert.InRange(RocCurve.Area(test.Targets.Span, predicted), expected.GetProperty("test_auc").GetDouble() - 0.01, 1);
        Assert.InRange(LogLoss.Binary(test.Targets.Span, predicted), 0, expected.GetProperty("test_logloss").GetDouble() + 0.003);
    }

    [Theory]
    [InlineData("forest", LearningTask.Regression)]
    [InlineData("forest", LearningTask.MultiClass)]
    [InlineData("extra-trees", LearningTask.Binary)]
    public void Forest_SavedAndLoadedWithAnyThreads_IsTheSame(string kind, LearningTask task)
    {
        var set = TreeSets.Random(400, 6, task, missing: 0.1);
        var model = TreeSets.Fit(kind, set, null, new FitContext { Threads = 1 }, ("trees", "15"), ("min_samples_leaf", "5"));
        var threaded = TreeSets.Fit(kind, set, null, new FitContext { Threads = 3 }, ("trees", "15"), ("min_samples_leaf", "5"));
        Assert.Equal(TreeSets.Predict(model, set), TreeSets.Predict(threaded, set));
        Assert.Equal(TreeSets.Predict(model, set), TreeSets.Predict(ModelCatalog.Load(model.Save()), set));
        Assert.NotEqual(TreeSets.Predict(model, set), TreeSets.Predict(TreeSets.Fit(kind, set, null, new FitContext { Seed = 2 }, ("trees", "15"), ("min_samples_leaf", "5")), set));
    }

    [Theory]
    [InlineData("gini")]
    [InlineData("entropy")]
    public void Tree_OfClasses_TakesTheBestSplitOfAll(string criterion)
    {
        var set = TreeSets.Random(80, 4, LearningTask.MultiClass);
        TakesBestSplit(set, criterion, rows =>
        {
            var shares = rows.GroupBy(row => set.Targets.Span[row]).Select(group => group.Count() / (double)rows.Length).ToArray();
            return rows.Length * (criterion == "gini" ? 1 - shares.Sum(share => share * share) : -shares.Sum(share => share * Math.Log2(share)));
        });
    }

    [Fact]
    public void Tree_OfNumbers_TakesTheBestSplitOfAll()
    {
        var set = TreeSets.Random(80, 4, LearningTask.Regression);
        TakesBestSplit(set, "variance", rows =>
        {
            var mean = rows.Average(row => set.Targets.Span[row]);
            return rows.Sum(row => Math.Pow(set.Targets.Span[row] - mean, 2));
        });
    }

    [Fact]
    public void Forest_OutOfBagScore_IsAboutThatOfNewSamples()
    {
        var (train, test) = (TreeSets.Random(1500, 4, LearningTask.Binary), TreeSets.Random(1500, 4, LearningTask.Binary, seed: 2));
        var model = (TreeModel)ModelCatalog.Load(TreeSets.Fit("forest", train, ("trees", "60"), ("oob_score", "true")).Save());
        var right = TreeSets.Predict(model, test).Select((p, i) => p > 0.5 == (test.Targets.Span[i] == 1) ? 1.0 : 0).Average();
        Assert.InRange(model.OutOfBagScore!.Value, right - 0.04, right + 0.04);
        Assert.True(right > 0.7);
    }

    [Fact]
    public void Forest_BalancedClasses_SeesTheRareOne()
    {
        var set = TreeSets.Random(800, 4, LearningTask.Binary);
        var rare = set with { Rows = set.Rows.ToArray().Where(row => set.Targets.Span[row] == 0 || row % 12 == 0).ToArray() };
        rare = rare with { Targets = rare.Rows.ToArray().Select(row => set.Targets.Span[row]).ToArray() };
        var plain = TreeSets.Predict(TreeSets.Fit("forest", rare, ("min_samples_leaf", "20")), set).Average();
        foreach (var mode in new[] { "balanced", "balanced_subsample" })
            Assert.True(TreeSets.Predict(TreeSets.Fit("forest", rare, ("min_samples_leaf", "20"), ("class_weight", mode)), set).Average() > plain + 0.15);
    }

    [Theory]
    [InlineData("forest")]
    [InlineData("extra-trees")]
    public void Forest_StrangeTables_ArePredictedFinitely(string kind)
    {
        float[] odd = [float.NaN, 0, 1e-45f, float.MaxValue, float.NaN, 0, -1e-45f, float.MinValue, float.NaN, 0, 3, 3.4e38f, float.NaN, 0, float.NaN, -3.4e38f];
        var set = TreeSets.Of(odd, 4, [1, 2, 3, 4], LearningTask.Regression, [0, 1, 2, 1e-30]);
        var model = TreeSets.Fit(kind, set, ("trees", "20"));
        Assert.All(TreeSets.Predict(model, set), value => Assert.InRange(value, 1, 4));
        var single = TreeSets.Of([1, 2], 2, [7], LearningTask.Regression);
        Assert.Equal(7, TreeSets.Predict(TreeSets.Fit(kind, single), single)[0]);
    }

    [Fact]
    public void Forest_SettingsThatDoNotGoTogether_AreRefused()
    {
        var set = TreeSets.Random(50, 4, LearningTask.Regression);
        Assert.Equal("the criterion 'gini' is not for Regression targets", Assert.Throws<ArgumentException>(() => TreeSets.Fit("forest", set, ("criterion", "gini"))).Message);
        Assert.Equal("an out-of-bag score needs bootstrap", Assert.Throws<ArgumentException>(() => TreeSets.Fit("extra-trees", set, ("oob_score", "true"))).Message);
    }

    /// <summary>Walks one whole tree and compares each split's gain with that of every possible split.</summary>
    private static void TakesBestSplit(TrainingSet set, string criterion, Func<int[], double> impurity)
    {
        var model = (TreeModel)TreeSets.Fit("forest", set, ("trees", "1"), ("bootstrap", "false"), ("max_features", "all"), ("criterion", criterion), ("min_samples_leaf", "3"));
        var open = new Stack<(int Node, int[] Rows)>([(0, [.. Enumerable.Range(0, set.Count)])]);
        while (open.TryPop(out var own))
        {
            var node = model.Trees.Nodes[own.Node];
            var best = 0.0;
            for (var column = 0; column < set.Features.Columns; column++)
                foreach (var threshold in own.Rows.Select(row => set.Features.Read(row, 1)[column]))
                {
                    var left = own.Rows.Where(row => set.Features.Read(row, 1)[column] < threshold).ToArray();
                    var right = own.Rows.Except(left).ToArray();
                    if (left.Length >= 3 && right.Length >= 3) best = Math.Max(best, impurity(own.Rows) - impurity(left) - impurity(right));
                }
            Assert.Equal(best, node.IsLeaf ? 0 : model.Trees.Gains[own.Node], 1e-4);
            if (node.IsLeaf) continue;
            var goesLeft = own.Rows.ToLookup(row => node.GoesLeft(set.Features.Read(row, 1)[node.Feature]));
            open.Push((node.Left, [.. goesLeft[true]]));
            open.Push((node.Left + 1, [.. goesLeft[false]]));
        }
    }
}
