namespace Tidemark.Learning.Trees;

/// <summary>One tree while it grows: nodes with their splits, and what each weighs.</summary>
/// <param name="width">Values of a leaf.</param>
internal sealed class GrownTree(int width)
{
    private readonly List<TreeNode> nodes = [];
    private readonly List<float> gains = [];
    private readonly List<double> covers = [];
    private readonly List<double> values = [];

    /// <summary>The left child that a node once had; pruning leaves it.</summary>
    private readonly List<int> children = [];

    public int Count => nodes.Count;

    public int Width => width;

    public TreeNode this[int node] => nodes[node];

    /// <summary>What the split of a node improved; 0 for leaves.</summary>
    public float Gain(int node) => gains[node];

    /// <summary>The weight of the samples in a node: sum of second derivatives, or of sample weights.</summary>
    public double Cover(int node) => covers[node];

    /// <summary>The values that a node has as a leaf; inner nodes keep theirs, for pruning.</summary>
    public ReadOnlySpan<double> Values(int node) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values).Slice(node * width, width);

    /// <summary>A new leaf.</summary>
    /// <returns>Its index.</returns>
    public int Add(double cover, ReadOnlySpan<double> leaf)
    {
        nodes.Add(new TreeNode(0, 0, -1));
        gains.Add(0);
        covers.Add(cover);
        children.Add(0);
        values.AddRange(leaf);
        return nodes.Count - 1;
    }

    /// <summary>A new leaf of one value.</summary>
    public int Add(double cover, double leaf) => Add(cover, [leaf]);

    /// <summary>Makes a leaf a split; its children are <paramref name="left"/> and the node after it.</summary>
    public void Split(int node, int feature, float threshold, bool missingGoesLeft, int left, float gain)
    {
        nodes[node] = new TreeNode(threshold, feature * 2 + (missingGoesLeft ? 1 : 0), left);
        gains[node] = gain;
        children[node] = left;
    }

    /// <summary>Makes a split a leaf again; what is below it stays unreachable until <see cref="InLevels"/>.</summary>
    public void Prune(int node)
    {
        nodes[node] = new TreeNode(0, 0, -1);
        gains[node] = 0;
    }

    public void SetValue(int node, double value) => values[node] = value;

    public void SetCover(int node, double cover) => covers[node] = cover;

    /// <summary>The parent of each node; -1 for the root.</summary>
    public int[] Parents()
    {
        var parents = new int[nodes.Count];
        Array.Fill(parents, -1);
        for (var node = 0; node < nodes.Count; node++)
        {
            if (children[node] is not (> 0 and var left)) continue;
            parents[left] = node;
            parents[left + 1] = node;
        }
        return parents;
    }

    /// <summary>The leaf of a row.</summary>
    public int LeafOf(ReadOnlySpan<float> row)
    {
        var node = 0;
        while (!nodes[node].IsLeaf) node = nodes[node].Next(row);
        return node;
    }

    /// <summary>The same tree with its nodes level by level, and without those that pruning left.</summary>
    public GrownTree InLevels()
    {
        var result = new GrownTree(width);
        var sources = new List<int> { 0 };
        result.Add(covers[0], Values(0));
        for (var i = 0; i < sources.Count; i++)
        {
            var (source, node) = (sources[i], nodes[sources[i]]);
            if (node.IsLeaf) continue;
            var left = result.Add(covers[node.Left], Values(node.Left));
            result.Add(covers[node.Left + 1], Values(node.Left + 1));
            result.Split(i, node.Feature, node.Threshold, node.MissingGoesLeft, left, gains[source]);
            sources.Add(node.Left);
            sources.Add(node.Left + 1);
        }
        return result;
    }
}
