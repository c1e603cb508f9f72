namespace Tidemark.Learning.Trees.Boosting;

/// <summary>
/// Grows trees level by level over sorted features, with every midpoint between neighbouring values as a possible threshold; then takes
/// back splits that gain too little. Source: Chen and Guestrin (2016), algorithms 1 and 3.
/// </summary>
internal sealed class ExactGrower : ITreeGrower
{
    private readonly BoostingOptions options;
    private readonly ExactColumn[] columns;
    private readonly SplitScore score;
    private readonly ParallelOptions parallel;
    private readonly float learningRate;
    private readonly int[] positions;

    public ExactGrower(BoostingOptions options, Samples samples, int threads)
    {
        if (options.LeafWise || options.MaximumLeaves > 0) throw new ArgumentException("exact splits are found level by level; leaf-wise growth and a number of leaves need the method 'hist'");
        if (options.MaximumDepth == 0) throw new ArgumentException("exact splits need a maximum depth of at least 1");
        this.options = options;
        score = new SplitScore(options, samples.Columns);
        learningRate = (float)options.LearningRate;
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        columns = new ExactColumn[samples.Columns];
        Parallel.For(0, columns.Length, parallel, feature => columns[feature] = new ExactColumn(samples, feature));
        positions = new int[samples.Count];
    }

    public GrownTree Grow(float[] pairs, int[] rows, ColumnSampler sampler, int[] leafOf)
    {
        var tree = new GrownTree(1);
        Array.Fill(positions, -1);
        foreach (var row in rows) positions[row] = 0;
        var root = new ExactNode(0, LeafBounds.None);
        Weigh([root], pairs, rows);
        tree.Add(root.Sum.Hessian, root.Weight(score) * learningRate);
        Span<ExactNode> level = [root];
        for (var depth = 0; depth < options.MaximumDepth && level.Length > 0; depth++)
        {
            FindSplits(level, pairs, sampler, depth);
            level = Split(tree, level, pairs, rows);
        }
        Prune(tree, 0);
        foreach (var row in rows) leafOf[row] = positions[row];
        LiftToReachable(tree, rows, leafOf);
        return tree;
    }

    public void Dispose()
    {
    }

    /// <summary>Sums the derivatives of nodes whose indices follow each other.</summary>
    private void Weigh(ReadOnlySpan<ExactNode> nodes, float[] pairs, int[] rows)
    {
        var first = nodes[0].Index;
        var sums = new GradientSum[nodes.Length];
        foreach (var row in rows)
        {
            var own = positions[row] - first;
            if (own >= 0) sums[own] += new GradientSum(pairs[2 * row], pairs[2 * row + 1]);
        }
        for (var i = 0; i < nodes.Length; i++) nodes[i].SetSum(sums[i], score);
    }

    private void FindSplits(ReadOnlySpan<ExactNode> level, float[] pairs, ColumnSampler sampler, int depth)
    {
        var nodes = level.ToArray();
        var first = nodes[0].Index;
        var allowed = Array.ConvertAll(nodes, _ => sampler.OfNode(depth));
        var found = new SplitCandidate[columns.Length][];
        Parallel.For(0, columns.Length, parallel, feature =>
        {
            var ofNode = Array.ConvertAll(allowed, one => Array.BinarySearch(one, feature) >= 0);
            if (!ofNode.AsSpan().Contains(true)) return;
            var search = new ExactSearch(columns[feature], feature, nodes, ofNode, score);
            if (columns[feature].HasMissing && !columns[feature].IsConstant) search.Scan(positions, first, pairs, missingGoesLeft: false);
            search.Scan(positions, first, pairs, missingGoesLeft: true);
            found[feature] = search.Best;
        });
        foreach (var ofFeature in found)
        {
            for (var i = 0; ofFeature is not null && i < nodes.Length; i++)
                if (ofFeature[i].Gain > nodes[i].Split.Gain) nodes[i].Split = ofFeature[i];
        }
    }

    private ExactNode[] Split(GrownTree tree, ReadOnlySpan<ExactNode> level, float[] pairs, int[] rows)
    {
        var children = new List<ExactNode>();
        var first = level[0].Index;
        foreach (var node in level)
        {
            if (!node.Split.Exists) continue;
            var (leftBounds, rightBounds) = score.ChildBounds(node.Split, node.Bounds);
            var left = tree.Add(0, 0.0);
            tree.Add(0, 0.0);
            tree.Split(node.Index, node.Split.Feature, node.Split.Threshold, node.Split.MissingGoesLeft, left, node.Split.Gain);
            children.Add(new ExactNode(left, leftBounds));
            children.Add(new ExactNode(left + 1, rightBounds));
        }
        if (children.Count == 0) return [];
        foreach (var row in rows)
        {
            var own = positions[row];
            if (own < first || tree[own].IsLeaf) continue;
            positions[row] = tree[own].Left + (tree[own].GoesLeft(columns[tree[own].Feature].Values[row]) ? 0 : 1);
        }
        Weigh(children.ToArray(), pairs, rows);
        foreach (var child in children)
        {
            tree.SetValue(child.Index, child.Weight(score) * learningRate);
            tree.SetCover(child.Index, child.Sum.Hessian);
        }
        return [.. children];
    }

    private void Prune(GrownTree tree, int node)
    {
        if (tree[node].IsLeaf) return;
        var left = tree[node].Left;
        Prune(tree, left);
        Prune(tree, left + 1);
        if (tree[left].IsLeaf && tree[left + 1].IsLeaf && tree.Gain(node) < (float)options.Gamma) tree.Prune(node);
    }

    private static void LiftToReachable(GrownTree tree, int[] rows, int[] leafOf)
    {
        // A child comes after its parent, so one pass from the root says of each node which leaf stands for it.
        var standsFor = new int[tree.Count];
        Array.Fill(standsFor, -1);
        standsFor[0] = 0;
        var parents = tree.Parents();
        for (var node = 1; node < standsFor.Length; node++)
        {
            var above = standsFor[parents[node]];
            standsFor[node] = tree[above].IsLeaf ? above : node;
        }
        foreach (var row in rows) leafOf[row] = standsFor[leafOf[row]];
    }
}
