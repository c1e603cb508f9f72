using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Chooses the features that a tree, a level and a node may split on.</summary>
internal sealed class ColumnSampler
{
    private readonly BoostingOptions options;
    private readonly SeededRandom random;
    private readonly Dictionary<int, int[]> levels = [];

    public ColumnSampler(BoostingOptions options, int columns, SeededRandom random)
    {
        this.options = options;
        this.random = random;
        OfTree = Sample([.. Enumerable.Range(0, columns)], options.ColumnShareOfTree);
    }

    /// <summary>What the whole tree may split on, rising.</summary>
    public int[] OfTree { get; }

    /// <summary>Rising. Levels are drawn when first asked for, so a tree has to grow in the same order to be the same.</summary>
    public int[] OfNode(int depth)
    {
        if (!levels.TryGetValue(depth, out var level)) levels[depth] = level = Sample(OfTree, options.ColumnShareOfLevel);
        return Sample(level, options.ColumnShareOfNode);
    }

    private int[] Sample(int[] columns, double share)
    {
        if (share >= 1) return columns;
        var mixed = (int[])columns.Clone();
        random.Shuffle<int>(mixed);
        var chosen = mixed[..Math.Max(1, (int)(columns.Length * share))];
        Array.Sort(chosen);
        return chosen;
    }
}
