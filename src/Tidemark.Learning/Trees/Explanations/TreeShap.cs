namespace Tidemark.Learning.Trees.Explanations;

/// <summary>
/// Shapley values of a tree's features, exact in polynomial time; what is unknown follows the branches by their share of the training
/// samples (path-dependent). Source: S. Lundberg, G. Erion and S.-I. Lee, "Consistent Individualized Feature Attribution for Tree
/// Ensembles" (2018), algorithm 2.
/// </summary>
internal sealed class TreeShap
{
    /// <summary>Each level is a call within a call.</summary>
    private const int DeepestTree = 2000;

    private readonly FlatTrees trees;
    private readonly double[] expected;
    private readonly PathElement[] paths;

    /// <param name="columns">Number of features; a path names each at most once.</param>
    /// <exception cref="ArgumentException">The trees are too deep to be explained.</exception>
    public TreeShap(FlatTrees trees, int columns)
    {
        this.trees = trees;
        var depth = 0;
        var depths = new int[trees.Nodes.Length];
        for (var i = 0; i < depths.Length; i++)
        {
            var node = trees.Nodes[i];
            depth = Math.Max(depth, depths[i]);
            if (!node.IsLeaf) depths[node.Left] = depths[node.Left + 1] = depths[i] + 1;
        }
        if (depth > DeepestTree) throw new ArgumentException($"trees of {depth} levels cannot be explained; {DeepestTree} are the most");
        // A level keeps a copy of its path, which begins with the root and has one element a feature.
        paths = new PathElement[(depth + 2) * (Math.Min(depth, columns) + 3)];
        expected = Expectations(trees);
    }

    /// <summary>Adds what one tree says of a row.</summary>
    /// <param name="contributions"><c>[width, columns + 1]</c>; the last of each line is the expected value.</param>
    /// <param name="tree">Its number.</param>
    /// <param name="scale">What it is multiplied by.</param>
    public void Add(int tree, ReadOnlySpan<float> row, Span<double> contributions, double scale)
    {
        var root = trees.Roots[tree];
        for (var output = 0; output < trees.Width; output++) contributions[output * (row.Length + 1) + row.Length] += scale * expected[root * trees.Width + output];
        Visit(root, row, contributions, scale, 0, 0, 1, 1, -1);
    }

    /// <summary>The mean of each node's leaves, weighted by their samples.</summary>
    private static double[] Expectations(FlatTrees trees)
    {
        var means = new double[trees.Nodes.Length * trees.Width];
        for (var i = trees.Nodes.Length - 1; i >= 0; i--)
        {
            var node = trees.Nodes[i];
            var own = means.AsSpan(i * trees.Width, trees.Width);
            if (node.IsLeaf)
            {
                trees.Leaf(node).CopyTo(own);
                continue;
            }
            var share = Share(trees, i, node.Left);
            for (var output = 0; output < own.Length; output++)
                own[output] = share * means[node.Left * trees.Width + output] + (1 - share) * means[(node.Left + 1) * trees.Width + output];
        }
        return means;
    }

    private static double Share(FlatTrees trees, int node, int child)
    {
        var left = trees.Nodes[node].Left;
        var both = trees.Covers[left] + trees.Covers[left + 1];
        return both > 0 ? trees.Covers[child] / both : 0.5;
    }

    private void Visit(int index, ReadOnlySpan<float> row, Span<double> contributions, double scale, int start, int depth, double zero, double one, int feature)
    {
        var path = paths.AsSpan(start);
        Extend(path, depth, zero, one, feature);
        var node = trees.Nodes[index];
        if (node.IsLeaf)
        {
            var leaf = trees.Leaf(node);
            for (var i = 1; i <= depth; i++)
            {
                var weight = scale * UnwoundSum(path, depth, i) * (path[i].One - path[i].Zero);
                for (var output = 0; output < leaf.Length; output++) contributions[output * (row.Length + 1) + path[i].Feature] += weight * leaf[output];
            }
            return;
        }
        var (zeroBefore, oneBefore, length) = (1.0, 1.0, depth + 1);
        for (var i = 1; i <= depth; i++)
        {
            if (path[i].Feature != node.Feature) continue;
            (zeroBefore, oneBefore) = (path[i].Zero, path[i].One);
            Unwind(path, depth, i);
            length--;
            break;
        }
        var taken = node.Next(row);
        for (var child = node.Left; child <= node.Left + 1; child++)
        {
            var next = start + length;
            path[..length].CopyTo(paths.AsSpan(next));
            Visit(child, row, contributions, scale, next, length, zeroBefore * Share(trees, index, child), child == taken ? oneBefore : 0, node.Feature);
        }
    }

    private static void Extend(Span<PathElement> path, int depth, double zero, double one, int feature)
    {
        path[depth] = new PathElement(feature, zero, one, depth == 0 ? 1 : 0);
        for (var i = depth - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (depth + 1);
            path[i].Weight = zero * path[i].Weight * (depth - i) / (depth + 1);
        }
    }

    private static void Unwind(Span<PathElement> path, int depth, int index)
    {
        var (one, zero) = (path[index].One, path[index].Zero);
        var next = path[depth].Weight;
        for (var i = depth - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var before = path[i].Weight;
                path[i].Weight = next * (depth + 1) / ((i + 1) * one);
                next = before - path[i].Weight * zero * (depth - i) / (depth + 1);
            }
            else if (zero != 0) path[i].Weight = path[i].Weight * (depth + 1) / (zero * (depth - i));
        }
        for (var i = index; i < depth; i++) path[i] = path[i + 1] with { Weight = path[i].Weight };
    }

    /// <summary>The sum of weights that the path would have without one of its elements.</summary>
    private static double UnwoundSum(ReadOnlySpan<PathElement> path, int depth, int index)
    {
        var (one, zero) = (path[index].One, path[index].Zero);
        var (next, total) = (path[depth].Weight, 0.0);
        for (var i = depth - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var own = next / ((i + 1) * one);
                total += own;
                next = path[i].Weight - own * zero * (depth - i);
            }
            else if (zero != 0) total += path[i].Weight / (zero * (depth - i));
        }
        return total * (depth + 1);
    }

    /// <summary>A feature on the way to a leaf.</summary>
    /// <param name="Zero">The share of ways that go on where the feature is unknown.</param>
    /// <param name="One">Whether the row's way goes on where it is known.</param>
    /// <param name="Weight">Of the subsets of this size.</param>
    private record struct PathElement(int Feature, double Zero, double One, double Weight);
}
