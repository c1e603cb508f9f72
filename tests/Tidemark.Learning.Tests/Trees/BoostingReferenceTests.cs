using System.Text.Json;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Trees;

namespace Tidemark.Learning.Tests.Trees;

/// <summary>Boosted trees of XGBoost on the same tables with the same settings.</summary>
public class BoostingReferenceTests
{
    public static TheoryData<string, string, string> Models() => ReferenceTable.Models("xgboost_");

    public static TheoryData<string> SmallModels() => [.. ReferenceTable.Names("*_small_model_trees.json", "_small_model_trees.json").DefaultIfEmpty("btcusdt_1h")];

    [Theory, MemberData(nameof(Models))]
    public void Boosting_OfReference_PredictsTheSame(string name, string label, string model)
    {
        var table = ReferenceTable.Load(name);
        var expected = table.Result(label, model);
        var test = table.Test(label);
        var fitted = Fit(table, label, expected);
        var predicted = TreeSets.Predict(fitted, test);
        Assert.True(RocCurve.Area(test.Targets.Span, predicted) > expected.GetProperty("test_auc").GetDouble() - 0.005);
        Assert.True(LogLoss.Binary(test.Targets.Span, predicted) < expected.GetProperty("test_logloss").GetDouble() + 0.002);
        if (table.Predictions(label, model) is not { } others) return;
        // Two splits of the same gain may change places by a rounding, and move a few rows.
        Assert.True(others.Zip(predicted, (one, other) => Math.Abs(one - other)).Average() < 1e-4);
    }

    [Theory, MemberData(nameof(SmallModels))]
    public void ExactBoosting_OfReference_IsTheSameSplitBySplit(string name)
    {
        var root = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.ReferencePath($"ml/{name}_small_model_trees.json"))).RootElement;
        var table = ReferenceTable.Load(name);
        foreach (var label in root.GetProperty("trees").EnumerateObject())
        {
            var model = (TreeModel)Fit(table, label.Name, table.Result(label.Name, root.GetProperty("model").GetString()!));
            Assert.Equal(label.Value.GetArrayLength(), model.Count);
            for (var tree = 0; tree < model.Count; tree++) SameNode(label.Value[tree], model.Trees, model.Trees.Roots[tree]);
        }
    }

    private static void SameNode(JsonElement expected, FlatTrees trees, int index)
    {
        var node = trees.Nodes[index];
        Close(expected.GetProperty("cover").GetDouble(), trees.Covers[index]);
        if (expected.TryGetProperty("leaf", out var leaf))
        {
            Assert.True(node.IsLeaf);
            Close(leaf.GetDouble(), trees.Leaf(node)[0]);
            return;
        }
        var (yes, no) = (expected.GetProperty("yes").GetInt32(), expected.GetProperty("no").GetInt32());
        Assert.Equal(expected.GetProperty("split").GetString(), $"f{node.Feature}");
        Close(expected.GetProperty("split_condition").GetDouble(), node.Threshold);
        // A difference of larger floats.
        Close(expected.GetProperty("gain").GetDouble(), trees.Gains[index], 1e-5);
        Assert.Equal(expected.GetProperty("missing").GetInt32() == yes, node.MissingGoesLeft);
        foreach (var child in expected.GetProperty("children").EnumerateArray())
        {
            var id = child.GetProperty("nodeid").GetInt32();
            Assert.True(id == yes || id == no);
            SameNode(child, trees, id == yes ? node.Left : node.Left + 1);
        }
    }

    /// <summary>The reference has nine digits of a float.</summary>
    private static void Close(double expected, double actual, double tolerance = 2e-7) => Assert.InRange(Math.Abs(expected - actual), 0, tolerance * Math.Abs(expected) + 1e-12);

    private static IFittedModel Fit(ReferenceTable table, string label, JsonElement result) =>
        TreeSets.Fit("gbm", table.Train(label), [.. ReferenceTable.Parameters(result.GetProperty("params")).Select(pair => (pair.Key, pair.Value))]);
}
