using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tidemark.Learning.Trees;

/// <summary>Trees in arrays, one after the other, each level by level; children are indices into the same arrays.</summary>
internal sealed class FlatTrees
{
    private readonly TreeNode[] nodes;
    private readonly int[] roots;

    /// <param name="nodes">Children lie after their parents; a leaf's number says where its values are.</param>
    /// <param name="values"><c>[leaves, width]</c>.</param>
    public FlatTrees(TreeNode[] nodes, int[] roots, float[] gains, double[] covers, double[] values, int width)
    {
        (this.nodes, this.roots) = (nodes, roots);
        (Gains, Covers, LeafValues, Width) = (gains, covers, values, width);
    }

    public ReadOnlySpan<TreeNode> Nodes => nodes;

    public ReadOnlySpan<int> Roots => roots;

    public float[] Gains { get; }

    public double[] Covers { get; }

    public double[] LeafValues { get; }

    /// <summary>Values of a leaf.</summary>
    public int Width { get; }

    public int Count => roots.Length;

    public ReadOnlySpan<double> Leaf(in TreeNode node) => LeafValues.AsSpan(~node.Left * Width, Width);

    public static FlatTrees Of(IReadOnlyList<GrownTree> trees, int width)
    {
        var count = trees.Sum(tree => tree.Count);
        var (nodes, gains, covers, values) = (new TreeNode[count], new float[count], new double[count], new List<double>());
        var roots = new int[trees.Count];
        var next = 0;
        for (var t = 0; t < roots.Length; t++)
        {
            roots[t] = next;
            for (var i = 0; i < trees[t].Count; i++, next++)
            {
                var node = trees[t][i];
                gains[next] = trees[t].Gain(i);
                covers[next] = trees[t].Cover(i);
                if (node.IsLeaf)
                {
                    nodes[next] = node with { Left = ~(values.Count / width) };
                    values.AddRange(trees[t].Values(i));
                }
                else nodes[next] = node with { Left = node.Left + roots[t] };
            }
        }
        return new FlatTrees(nodes, roots, gains, covers, [.. values], width);
    }

    /// <summary>Sums the leaves of all trees.</summary>
    public void Sum(ReadOnlySpan<float> row, Span<double> sums)
    {
        sums.Clear();
        foreach (var root in roots)
        {
            var leaf = LeafValues.AsSpan(LeafOf(root, row) * Width, Width);
            for (var i = 0; i < leaf.Length; i++) sums[i] += leaf[i];
        }
    }

    /// <summary>Adds one value of each tree.</summary>
    public void AddSingle(ReadOnlySpan<float> row, ref float sum)
    {
        var total = sum;
        foreach (var root in roots) total += (float)LeafValues[LeafOf(root, row)];
        sum = total;
    }

    /// <summary>Adds the first tree to the first output, the second to the second, and begins again after the last.</summary>
    public void AddInTurn(ReadOnlySpan<float> row, Span<float> sums)
    {
        for (var t = 0; t < roots.Length; t++) sums[t % sums.Length] += (float)LeafValues[LeafOf(roots[t], row)];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int LeafOf(int root, ReadOnlySpan<float> row)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(nodes);
        ref var node = ref Unsafe.Add(ref first, root);
        while (node.Left >= 0)
        {
            var value = row[node.Code >> 1];
            var right = value < node.Threshold ? 0 : 1;
            if (float.IsNaN(value)) right = 1 - (node.Code & 1);
            node = ref Unsafe.Add(ref first, node.Left + right);
        }
        return ~node.Left;
    }
}
