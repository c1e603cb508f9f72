using System.Numerics;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Trees;
using Tidemark.Learning.Trees.Explanations;

namespace Tidemark.Learning.Tests.Trees;

public class ExplanationTests
{
    private const int Columns = 5;

    public static TheoryData<string, string, string> References() => ReferenceTable.Models("xgboost_exact_d2");

    [Theory]
    [InlineData("gbm", LearningTask.Regression)]
    [InlineData("gbm", LearningTask.MultiClass)]
    [InlineData("forest", LearningTask.Binary)]
    [InlineData("forest", LearningTask.MultiClass)]
    public void Explain_SmallTrees_GivesShapleyValues(string kind, LearningTask task)
    {
        var set = TreeSets.Random(120, Columns, task, missing: 0.1);
        var model = (TreeModel)TreeSets.Fit(kind, set, ("trees", "3"), ("max_depth", "4"));
        var contributions = new double[model.Outputs * (Columns + 1)];
        for (var sample = 0; sample < 10; sample++)
        {
            var row = set.Features.Read(sample, 1).ToArray();
            model.Explain(row, contributions);
            for (var output = 0; output < model.Outputs; output++)
                for (var column = 0; column < Columns; column++)
                    Assert.Equal(Shapley(model, row, output, column), contributions[output * (Columns + 1) + column], 1e-9);
        }
    }

    [Theory]
    [InlineData("gbm")]
    [InlineData("forest")]
    public void Explain_DeepTrees_SumsToThePrediction(string kind)
    {
        var set = TreeSets.Random(500, 8, LearningTask.Binary, missing: 0.05);
        var model = (TreeModel)TreeSets.Fit(kind, set, ("trees", "30"), ("max_depth", "12"));
        var contributions = new double[9];
        for (var sample = 0; sample < 50; sample++)
        {
            model.Explain(set.Features.Read(sample, 1), contributions);
            var probability = TreeSets.Predict(model, set)[sample];
            Assert.Equal(kind == "gbm" ? Math.Log(probability / (1 - probability)) : probability, contributions.Sum(), 1e-4);
        }
    }

    [Theory, MemberData(nameof(References))]
    public void Importance_OfReference_IsTheSameTotalGain(string name, string label, string model)
    {
        var table = ReferenceTable.Load(name);
        var expected = table.Result(label, model);
        var train = table.Train(label);
        var fitted = (TreeModel)TreeSets.Fit("gbm", train, [.. ReferenceTable.Parameters(expected.GetProperty("params")).Select(pair => (pair.Key, pair.Value))]);
        var gains = fitted.Importance(ImportanceKind.TotalGain);
        for (var column = 0; column < gains.Length; column++)
        {
            var other = expected.GetProperty("importance_gain").TryGetProperty(train.Columns[column], out var value) ? value.GetDouble() : 0;
            Assert.Equal(other, gains[column], Math.Max(1e-6, other * 1e-5));
        }
    }

    [Fact]
    public void Importance_EveryKind_IsHighestForWhatCounts()
    {
        var set = TreeSets.Random(1500, 8, LearningTask.Regression);
        var model = (TreeModel)TreeSets.Fit("gbm", set, ("trees", "30"));
        var splits = model.Importance(ImportanceKind.Splits);
        Assert.Equal(model.Trees.Nodes.ToArray().Count(node => !node.IsLeaf), splits.Sum());
        var permutation = PermutationImportance.Compute(model, set, (targets, values) => -RegressionMetrics.Compute(targets, values).MeanSquaredError, 3, 1);
        foreach (var importance in new[] { model.Importance(ImportanceKind.TotalGain), [.. permutation.Means], model.MeanAbsoluteContributions(set.Features, set.Rows.Span[..200]) })
            Assert.True(importance[..4].Min() > importance[4..].Max());
    }

    [Fact]
    public void Permutation_SameSeed_IsTheSame_AndUnusedFeaturesAreZero()
    {
        var set = TreeSets.Random(200, 5, LearningTask.Binary);
        var model = TreeSets.Fit("gbm", set, ("trees", "1"), ("max_depth", "1"));
        PermutationImportance Compute(ulong seed) => PermutationImportance.Compute(model, set, (targets, values) => RocCurve.Area(targets, values), 4, seed);
        Assert.Equal(Compute(1).Means, Compute(1).Means);
        Assert.NotEqual(Compute(1).Means, Compute(2).Means);
        Assert.Equal(4, Compute(1).Means.Count(mean => mean == 0));
    }

    /// <summary>By the definition: the mean over all orders of features of what knowing one more changes.</summary>
    private static double Shapley(TreeModel model, float[] row, int output, int column)
    {
        var sum = 0.0;
        for (var known = 0u; known < 1u << Columns; known++)
        {
            if ((known >> column & 1) != 0) continue;
            var size = BitOperations.PopCount(known);
            sum += Factorial(size) * Factorial(Columns - size - 1) / Factorial(Columns) * (Value(model, row, output, known | 1u << column) - Value(model, row, output, known));
        }
        return sum;
    }

    private static double Value(TreeModel model, float[] row, int output, uint known)
    {
        var sum = 0.0;
        for (var tree = 0; tree < model.Trees.Count; tree++)
        {
            if (model.Form.IsForest) sum += Below(model.Trees, model.Trees.Roots[tree], row, output, known) / model.Trees.Count;
            else if (tree % model.Outputs == output) sum += Below(model.Trees, model.Trees.Roots[tree], row, 0, known);
        }
        return sum;
    }

    private static double Below(FlatTrees trees, int index, float[] row, int output, uint known)
    {
        var node = trees.Nodes[index];
        if (node.IsLeaf) return trees.Leaf(node)[output];
        if ((known >> node.Feature & 1) != 0) return Below(trees, node.Next(row), row, output, known);
        var (left, right) = (trees.Covers[node.Left], trees.Covers[node.Left + 1]);
        return (left * Below(trees, node.Left, row, output, known) + right * Below(trees, node.Left + 1, row, output, known)) / (left + right);
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
