namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Builds the histograms of nodes over all features, and finds the best split in them.</summary>
/// <param name="threads">Blocks of features are shared out among them.</param>
internal sealed unsafe class HistogramSet(BinMatrix bins, SplitScore score, int threads) : IDisposable
{
    /// <summary>Below so many rows one thread is faster.</summary>
    private const int RowsForThreads = 4096;

    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };
    private readonly long blockPairs = (long)bins.Stride * bins.Lanes;
    private readonly HistogramPool pool = new((long)bins.Stride * bins.Lanes * bins.Blocks);
    private readonly SplitCandidate[] best = new SplitCandidate[bins.Columns];

    /// <summary>The histogram of some rows; give it back by <see cref="Return"/>.</summary>
    /// <param name="columns">Features that may be asked for later, in this node or below; rising.</param>
    public double* Build(int[] columns, int* rows, int count, float* pairs)
    {
        var histogram = pool.Rent();
        var used = UsedBlocks(columns);
        ForEach(used.Length, count, i => BuildBlock(used[i], rows, count, pairs, histogram));
        return histogram;
    }

    public void Return(double* histogram) => pool.Return(histogram);

    /// <summary>Leaves in <paramref name="parent"/> what the other child has.</summary>
    public void Subtract(int[] columns, double* parent, double* child)
    {
        foreach (var block in UsedBlocks(columns)) HistogramKernel.Subtract(parent + block * blockPairs * 2, child + block * blockPairs * 2, blockPairs);
    }

    /// <summary>The best split of a node.</summary>
    /// <param name="columns">Features that may split it, rising.</param>
    public SplitCandidate Best(int[] columns, double* histogram, GradientSum sum, int count, LeafBounds bounds)
    {
        var before = score.Gain(sum, bounds);
        ForEach(columns.Length, count, i => best[i] = BestOf(columns[i], histogram, sum, before, bounds));
        var result = default(SplitCandidate);
        for (var i = 0; i < columns.Length; i++)
            if (best[i].Gain > result.Gain) result = best[i];
        return result;
    }

    public void Dispose() => pool.Dispose();

    private void ForEach(int items, int count, Action<int> work)
    {
        if (threads == 1 || count < RowsForThreads)
            for (var i = 0; i < items; i++) work(i);
        else Parallel.For(0, items, parallel, work);
    }

    private int[] UsedBlocks(int[] columns)
    {
        if (columns.Length == bins.Columns) return [.. Enumerable.Range(0, bins.Blocks)];
        return [.. columns.Select(column => column / bins.Lanes).Distinct()];
    }

    private void BuildBlock(int block, int* rows, int count, float* pairs, double* histogram)
    {
        var start = histogram + block * blockPairs * 2;
        new Span<byte>(start, checked((int)(blockPairs * 2 * sizeof(double)))).Clear();
        fixed (ulong* words = bins.Words[block])
        {
            if (bins.Lanes == 8) HistogramKernel.AddNarrow(words, rows, count, pairs, start);
            else HistogramKernel.AddWide(words, rows, count, pairs, start, bins.Stride);
        }
    }

    private SplitCandidate BestOf(int feature, double* histogram, GradientSum sum, float before, LeafBounds bounds)
    {
        var first = histogram + (long)feature * bins.Stride * 2;
        // Without missing values the last bin leaves nothing for the right side.
        var count = bins.Bins(feature) - (bins.HasMissing(feature) ? 0 : 1);
        var candidate = new SplitCandidate { Feature = feature };
        var (found, bin) = score.IsPlain
            ? PlainSplitScan.MissingRight(first, count, sum, before, score)
            : MissingRight(feature, first, count, sum, before, bounds);
        if (bin >= 0) Take(ref candidate, first, bin, found, false, sum);
        if (!bins.HasMissing(feature)) return candidate;
        var (foundLeft, binLeft) = MissingLeft(feature, first, count, sum, before, bounds);
        if (foundLeft > candidate.Gain) Take(ref candidate, first, binLeft, foundLeft, true, sum);
        return candidate;
    }

    private (float Gain, int Bin) MissingRight(int feature, double* first, int count, GradientSum sum, float before, LeafBounds bounds)
    {
        var (gain, bin, left) = (0f, -1, default(GradientSum));
        for (var i = 0; i < count; i++)
        {
            left += new GradientSum(first[2 * i], first[2 * i + 1]);
            var right = sum - left;
            if (!score.IsAllowed(left, right)) continue;
            var found = score.Gain(feature, left, right, bounds) - before;
            if (found > gain) (gain, bin) = (found, i);
        }
        return (gain, bin);
    }

    private (float Gain, int Bin) MissingLeft(int feature, double* first, int count, GradientSum sum, float before, LeafBounds bounds)
    {
        var (gain, bin, right) = (0f, 0, default(GradientSum));
        for (var i = count - 1; i >= 0; i--)
        {
            right += new GradientSum(first[2 * i], first[2 * i + 1]);
            var left = sum - right;
            if (!score.IsAllowed(left, right)) continue;
            var found = score.Gain(feature, left, right, bounds) - before;
            if (found > gain) (gain, bin) = (found, i - 1);
        }
        return (gain, bin);
    }

    private void Take(ref SplitCandidate candidate, double* first, int bin, float gain, bool missingGoesLeft, GradientSum sum)
    {
        candidate.Gain = gain;
        candidate.LastLeftBin = bin;
        candidate.MissingGoesLeft = missingGoesLeft;
        candidate.Threshold = bins.Threshold(candidate.Feature, bin);
        var part = default(GradientSum);
        if (missingGoesLeft)
        {
            for (var i = bins.Bins(candidate.Feature) - 1; i > bin; i--) part += new GradientSum(first[2 * i], first[2 * i + 1]);
            (candidate.Left, candidate.Right) = (sum - part, part);
        }
        else
        {
            for (var i = 0; i <= bin; i++) part += new GradientSum(first[2 * i], first[2 * i + 1]);
            (candidate.Left, candidate.Right) = (part, sum - part);
        }
    }
}
