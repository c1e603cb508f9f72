using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Trees;

/// <summary>Saves models of trees and makes them again.</summary>
internal static class TreeModelState
{
    private const int Version = 1;
    private const int MostColumns = 1 << 20;
    private const int MostOutputs = 1 << 16;

    public static ModelState Save(TreeModel model)
    {
        var (form, trees) = (model.Form, model.Trees);
        return new ModelState
        {
            Kind = form.Kind,
            Settings = new JsonObject
            {
                ["version"] = Version,
                ["task"] = form.Task.ToString(),
                ["columns"] = form.Columns,
                ["outputs"] = form.Outputs,
                ["link"] = form.Link.ToString(),
                ["baseMargin"] = form.BaseMargin,
                ["outOfBagScore"] = form.OutOfBagScore is { } score && double.IsFinite(score) ? score : null,
            },
            Tensors = new Dictionary<string, StateTensor>
            {
                ["roots"] = StateTensor.Of<int>(trees.Roots),
                ["threshold"] = StateTensor.Of<float>(Each(trees, node => node.Threshold)),
                ["feature"] = StateTensor.Of<int>(Each(trees, node => node.Code)),
                ["left"] = StateTensor.Of<int>(Each(trees, node => node.Left)),
                ["gain"] = StateTensor.Of<float>(trees.Gains),
                ["cover"] = StateTensor.Of<double>(trees.Covers),
                ["leaf"] = StateTensor.Of<double>([trees.LeafValues.Length / trees.Width, trees.Width], trees.LeafValues),
            },
        };
    }

    /// <exception cref="InvalidDataException">The state is of a newer version or damaged.</exception>
    public static TreeModel Load(ModelState state)
    {
        var form = Form(state);
        var roots = Tensor<int>(state, "roots").ToArray();
        var threshold = Tensor<float>(state, "threshold");
        var feature = Tensor<int>(state, "feature");
        var left = Tensor<int>(state, "left");
        var (gain, cover) = (Tensor<float>(state, "gain").ToArray(), Tensor<double>(state, "cover").ToArray());
        var leaves = Tensor<double>(state, "leaf").ToArray();
        var count = threshold.Length;
        if (feature.Length != count || left.Length != count || gain.Length != count || cover.Length != count) throw Damaged("its nodes are incomplete");
        var width = form.IsForest ? form.Outputs : 1;
        if (leaves.Length % width != 0) throw Damaged("its leaves are incomplete");
        var nodes = new TreeNode[count];
        for (var i = 0; i < count; i++)
        {
            nodes[i] = new TreeNode(threshold[i], feature[i], left[i]);
            // A child after its parent rules out circles; with both in range a row always comes to a leaf.
            var isWhole = left[i] < 0 ? ~left[i] < leaves.Length / width : left[i] > i && left[i] < count - 1 && feature[i] >= 0 && nodes[i].Feature < form.Columns;
            if (!isWhole) throw Damaged($"node {i} leads nowhere");
        }
        if (roots.Any(root => root < 0 || root >= count) || (form.IsForest ? roots.Length == 0 : roots.Length % form.Outputs != 0)) throw Damaged("a tree has no root");
        CheckPaths(nodes, roots);
        return new TreeModel(form, new FlatTrees(nodes, roots, gain, cover, leaves, width));
    }

    /// <summary>To each node leads one way: with more, the ways of a small file could be more than anyone can go.</summary>
    private static void CheckPaths(TreeNode[] nodes, int[] roots)
    {
        var ways = new byte[nodes.Length];
        foreach (var root in roots) Enter(root);
        foreach (var node in nodes)
        {
            if (node.IsLeaf) continue;
            Enter(node.Left);
            Enter(node.Left + 1);
        }

        void Enter(int node)
        {
            if (ways[node]++ > 0) throw Damaged($"more than one way leads to node {node}");
        }
    }

    private static TreeModelForm Form(ModelState state)
    {
        try
        {
            var settings = state.Settings;
            var version = (int)settings["version"]!;
            if (version > Version) throw new InvalidDataException($"the model of trees is of version {version}; this program knows versions up to {Version}");
            var form = new TreeModelForm(state.Kind, SavedName.Of<LearningTask>(settings["task"]), (int)settings["columns"]!, (int)settings["outputs"]!, SavedName.Of<MarginLink>(settings["link"]), (float)settings["baseMargin"]!)
            {
                OutOfBagScore = (double?)settings["outOfBagScore"],
            };
            if (form.Columns is < 1 or > MostColumns || form.Outputs is < 1 or > MostOutputs) throw Damaged($"{form.Columns} features and {form.Outputs} outputs are not what it can have");
            return form.Outputs == 1 || form.Task == LearningTask.MultiClass ? form : throw Damaged($"{form.Outputs} outputs are not those of {form.Task}");
        }
        catch (Exception failure) when (failure is NullReferenceException or FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw Damaged("its settings are incomplete");
        }
    }

    private static ReadOnlySpan<T> Tensor<T>(ModelState state, string name) where T : unmanaged =>
        state.Tensors.TryGetValue(name, out var tensor) ? tensor.Values<T>() : throw Damaged($"it has no tensor '{name}'");

    private static T[] Each<T>(FlatTrees trees, Func<TreeNode, T> part)
    {
        var parts = new T[trees.Nodes.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = part(trees.Nodes[i]);
        return parts;
    }

    private static InvalidDataException Damaged(string reason) => new($"the model of trees is damaged: {reason}");
}
