namespace Tidemark.Learning.Trees.Forests;

/// <summary>Finds the best or a drawn split of a node on one feature. Its memory serves one tree at a time.</summary>
internal sealed class ForestSearch
{
    /// <summary>Ranks are counted where there are at most this many for each sample; else samples are sorted.</summary>
    private const int RanksPerSample = 16;

    private readonly RankedColumn[] columns;
    private readonly Impurity impurity;
    private readonly double[] targets;
    private readonly int minimumInLeaf;
    private readonly double[] sums;
    private readonly int[] counts;
    private readonly double[] left;
    private readonly double[] right;
    private readonly double[] missing;
    private readonly double[] total;
    private ulong[] keys = new ulong[64];

    public ForestSearch(RankedColumn[] columns, Impurity impurity, double[] targets, int minimumInLeaf)
    {
        (this.columns, this.impurity, this.targets, this.minimumInLeaf) = (columns, impurity, targets, minimumInLeaf);
        var ranks = columns.Max(column => column.MissingRank) + 1;
        sums = new double[ranks * impurity.Width];
        counts = new int[ranks];
        (left, right, missing, total) = (new double[impurity.Width], new double[impurity.Width], new double[impurity.Width], new double[impurity.Width]);
    }

    /// <summary>The best threshold on a feature.</summary>
    /// <param name="isConstant">Whether all samples of the node have one value.</param>
    public ForestSplit Best(int feature, ReadOnlySpan<int> rows, ReadOnlySpan<double> weights, out bool isConstant)
    {
        var column = columns[feature];
        var groups = column.MissingRank < rows.Length * (long)RanksPerSample ? Count(column, rows, weights) : Sort(column, rows, weights);
        var missingCount = groups > 0 && KeyRank(groups - 1) == column.MissingRank ? counts[groups - 1] : 0;
        Array.Clear(missing);
        if (missingCount > 0) Group(--groups).CopyTo(missing);
        isConstant = groups + (missingCount > 0 ? 1 : 0) < 2;
        var best = ForestSplit.None;
        if (isConstant) return best;
        for (var pass = 0; pass < (missingCount > 0 ? 2 : 1); pass++) Scan(feature, column, groups, rows.Length, pass == 1 ? missingCount : 0, pass == 1, ref best);
        if (missingCount > 0) TryMissingAlone(feature, column, groups, rows.Length, missingCount, ref best);
        return best;
    }

    /// <summary>A threshold drawn between the least and the greatest value of the node.</summary>
    /// <param name="draw">Uniform in [0, 1).</param>
    public ForestSplit Drawn(int feature, ReadOnlySpan<int> rows, ReadOnlySpan<double> weights, double draw, bool missingGoesLeft, out bool isConstant)
    {
        var column = columns[feature];
        var (low, high, present) = (int.MaxValue, -1, 0);
        foreach (var row in rows)
        {
            var rank = column.Ranks[row];
            if (rank == column.MissingRank) continue;
            (low, high) = (Math.Min(low, rank), Math.Max(high, rank));
            present++;
        }
        isConstant = low >= high;
        if (isConstant) return ForestSplit.None;
        var (lowest, highest) = (column.Distinct[low], column.Distinct[high]);
        var threshold = (float)Math.Clamp(lowest + draw * ((double)highest - lowest), MathF.BitIncrement(lowest), highest);
        var found = Array.BinarySearch(column.Distinct, threshold);
        var split = new ForestSplit(0, feature, (found >= 0 ? found : ~found) - 1, threshold, missingGoesLeft && present < rows.Length);
        Array.Clear(left);
        Array.Clear(right);
        var onLeft = 0;
        foreach (var row in rows)
        {
            var goesLeft = split.GoesLeft(column.Ranks[row], column.MissingRank);
            onLeft += goesLeft ? 1 : 0;
            impurity.Add(goesLeft ? left : right, targets[row], weights[row]);
        }
        if (Math.Min(onLeft, rows.Length - onLeft) < minimumInLeaf) return ForestSplit.None;
        return split with { Score = impurity.Score(left) + impurity.Score(right) };
    }

    private Span<double> Group(int index) => sums.AsSpan(index * impurity.Width, impurity.Width);

    private int KeyRank(int group) => (int)(keys[group] >> 32);

    /// <summary>Sums by rank, and closes up the ranks that are there.</summary>
    private int Count(RankedColumn column, ReadOnlySpan<int> rows, ReadOnlySpan<double> weights)
    {
        var ranks = column.MissingRank + 1;
        sums.AsSpan(0, ranks * impurity.Width).Clear();
        counts.AsSpan(0, ranks).Clear();
        if (keys.Length < ranks) keys = new ulong[ranks];
        foreach (var row in rows)
        {
            var rank = column.Ranks[row];
            counts[rank]++;
            impurity.Add(Group(rank), targets[row], weights[row]);
        }
        var groups = 0;
        for (var rank = 0; rank < ranks; rank++)
        {
            if (counts[rank] == 0) continue;
            if (groups < rank)
            {
                counts[groups] = counts[rank];
                Group(rank).CopyTo(Group(groups));
            }
            keys[groups++] = (ulong)rank << 32;
        }
        return groups;
    }

    private int Sort(RankedColumn column, ReadOnlySpan<int> rows, ReadOnlySpan<double> weights)
    {
        if (keys.Length < rows.Length) keys = new ulong[rows.Length];
        for (var i = 0; i < rows.Length; i++) keys[i] = ((ulong)column.Ranks[rows[i]] << 32) | (uint)rows[i];
        keys.AsSpan(0, rows.Length).Sort();
        var groups = 0;
        for (var i = 0; i < rows.Length;)
        {
            var rank = keys[i] >> 32;
            Group(groups).Clear();
            counts[groups] = 0;
            for (; i < rows.Length && keys[i] >> 32 == rank; i++)
            {
                var row = (int)(uint)keys[i];
                impurity.Add(Group(groups), targets[row], weights[row]);
                counts[groups]++;
            }
            keys[groups++] = rank << 32;
        }
        return groups;
    }

    private void Scan(int feature, RankedColumn column, int groups, int count, int missingOnLeft, bool missingGoesLeft, ref ForestSplit best)
    {
        Total(groups);
        Array.Clear(left);
        if (missingGoesLeft) missing.CopyTo(left, 0);
        var onLeft = missingOnLeft;
        for (var group = 0; group + 1 < groups; group++)
        {
            var own = Group(group);
            for (var i = 0; i < own.Length; i++)
            {
                left[i] += own[i];
                right[i] = total[i] - left[i];
            }
            onLeft += counts[group];
            if (onLeft < minimumInLeaf || count - onLeft < minimumInLeaf) continue;
            var score = impurity.Score(left) + impurity.Score(right);
            if (score > best.Score) best = new ForestSplit(score, feature, KeyRank(group), Between(column, KeyRank(group), KeyRank(group + 1)), missingGoesLeft);
        }
    }

    private void TryMissingAlone(int feature, RankedColumn column, int groups, int count, int missingCount, ref ForestSplit best)
    {
        if (groups == 0 || missingCount < minimumInLeaf || count - missingCount < minimumInLeaf) return;
        Total(groups);
        for (var i = 0; i < right.Length; i++) right[i] = total[i] - missing[i];
        var score = impurity.Score(missing) + impurity.Score(right);
        if (score > best.Score) best = new ForestSplit(score, feature, -1, float.MinValue, true);
    }

    private void Total(int groups)
    {
        missing.CopyTo(total, 0);
        for (var group = 0; group < groups; group++)
        {
            var own = Group(group);
            for (var i = 0; i < own.Length; i++) total[i] += own[i];
        }
    }

    /// <summary>The middle, or the larger value where no <c>float</c> lies between.</summary>
    private static float Between(RankedColumn column, int low, int high)
    {
        var middle = (float)(column.Distinct[low] / 2.0 + column.Distinct[high] / 2.0);
        return middle > column.Distinct[low] ? middle : column.Distinct[high];
    }
}
