namespace Tidemark.Learning.Trees.Explanations;

/// <summary>Importances that the trees themselves tell.</summary>
internal static class TreeImportance
{
    /// <returns>One number a feature, 0 where it is not used.</returns>
    public static double[] Compute(FlatTrees trees, int columns, ImportanceKind kind)
    {
        var (sums, splits) = (new double[columns], new double[columns]);
        for (var i = 0; i < trees.Nodes.Length; i++)
        {
            var node = trees.Nodes[i];
            if (node.IsLeaf) continue;
            splits[node.Feature]++;
            sums[node.Feature] += kind is ImportanceKind.TotalCover or ImportanceKind.MeanCover ? trees.Covers[i] : trees.Gains[i];
        }
        if (kind == ImportanceKind.Splits) return splits;
        if (kind is ImportanceKind.MeanGain or ImportanceKind.MeanCover)
            for (var column = 0; column < columns; column++)
                if (splits[column] > 0) sums[column] /= splits[column];
        return sums;
    }
}
