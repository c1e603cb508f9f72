using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Trees.Forests;

/// <summary>Grows one tree of a forest to its end, node by node.</summary>
internal sealed class ForestGrower
{
    private readonly ForestOptions options;
    private readonly RankedColumn[] columns;
    private readonly Impurity impurity;
    private readonly double[] targets;
    private readonly int featuresToTry;
    private readonly int outputs;
    private readonly ForestSearch search;
    private readonly int[] aside;
    private readonly int[] features;

    public ForestGrower(ForestOptions options, RankedColumn[] columns, Impurity impurity, Samples samples, int featuresToTry)
    {
        (this.options, this.columns, this.impurity, this.featuresToTry) = (options, columns, impurity, featuresToTry);
        targets = samples.Targets;
        outputs = samples.Outputs;
        search = new ForestSearch(columns, impurity, targets, options.MinimumInLeaf);
        aside = new int[samples.Count];
        features = new int[columns.Length];
    }

    /// <param name="rows">The samples to learn from; they are moved about.</param>
    /// <param name="weights">Of all samples.</param>
    public GrownTree Grow(int[] rows, double[] weights, SeededRandom random)
    {
        for (var i = 0; i < features.Length; i++) features[i] = i;
        var tree = new GrownTree(outputs);
        var statistics = new double[impurity.Width];
        var allWeight = 0.0;
        foreach (var row in rows) allWeight += weights[row];
        var open = new Stack<(int Node, int Begin, int Count, int Depth)>();
        open.Push((AddLeaf(tree, rows, weights, statistics), 0, rows.Length, 0));
        while (open.TryPop(out var node))
        {
            var own = rows.AsSpan(node.Begin, node.Count);
            if (node.Count < options.MinimumToSplit || node.Count < 2 * options.MinimumInLeaf || (options.MaximumDepth > 0 && node.Depth >= options.MaximumDepth)) continue;
            Sum(own, weights, statistics);
            var before = impurity.Score(statistics);
            if (impurity.IsPure(statistics, before)) continue;
            var split = Find(own, weights, random);
            if (!split.Exists || (options.MinimumDecrease > 0 && (split.Score - before) / allWeight < options.MinimumDecrease)) continue;
            var onLeft = Partition(split, own);
            var left = AddLeaf(tree, own[..onLeft], weights, statistics);
            AddLeaf(tree, own[onLeft..], weights, statistics);
            tree.Split(node.Node, split.Feature, split.Threshold, split.MissingGoesLeft, left, (float)Math.Max(0, split.Score - before));
            open.Push((left + 1, node.Begin + onLeft, node.Count - onLeft, node.Depth + 1));
            open.Push((left, node.Begin, onLeft, node.Depth + 1));
        }
        return tree.InLevels();
    }

    /// <summary>Tries features in a random order; those that are constant in the node count, but do not end the search.</summary>
    private ForestSplit Find(ReadOnlySpan<int> rows, double[] weights, SeededRandom random)
    {
        var best = ForestSplit.None;
        var constant = 0;
        for (var tried = 0; tried < features.Length && (tried < featuresToTry || tried <= constant); tried++)
        {
            var pick = tried + random.NextInt(features.Length - tried);
            (features[tried], features[pick]) = (features[pick], features[tried]);
            bool isConstant;
            var split = options.RandomThresholds
                ? search.Drawn(features[tried], rows, weights, random.NextDouble(), random.NextBool(0.5), out isConstant)
                : search.Best(features[tried], rows, weights, out isConstant);
            if (isConstant) constant++;
            else if (split.Score > best.Score) best = split;
        }
        return best;
    }

    private int Partition(in ForestSplit split, Span<int> rows)
    {
        var column = columns[split.Feature];
        var (left, right) = (0, 0);
        foreach (var row in rows)
        {
            if (split.GoesLeft(column.Ranks[row], column.MissingRank)) rows[left++] = row;
            else aside[right++] = row;
        }
        aside.AsSpan(0, right).CopyTo(rows[left..]);
        return left;
    }

    private int AddLeaf(GrownTree tree, ReadOnlySpan<int> rows, double[] weights, double[] statistics)
    {
        Sum(rows, weights, statistics);
        Span<double> values = outputs <= 64 ? stackalloc double[outputs] : new double[outputs];
        impurity.Leaf(statistics, values);
        return tree.Add(impurity.Weight(statistics), values);
    }

    private void Sum(ReadOnlySpan<int> rows, double[] weights, double[] statistics)
    {
        Array.Clear(statistics);
        foreach (var row in rows) impurity.Add(statistics, targets[row], weights[row]);
    }
}
