namespace Tidemark.Learning.Trees.Boosting;

/// <summary>
/// Grows trees on histograms of binned features: the smaller child of a split is counted, the larger one is what is left of the parent.
/// Sources: Chen and Guestrin (2016); G. Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree" (2017).
/// </summary>
internal sealed unsafe class HistogramGrower : ITreeGrower
{
    private readonly BoostingOptions options;
    private readonly BinMatrix bins;
    private readonly SplitScore score;
    private readonly HistogramSet histograms;
    private readonly float learningRate;
    private readonly List<OpenNode> open = [];
    private readonly int[] aside;
    private ColumnSampler columns = null!;
    private GrownTree tree = null!;

    public HistogramGrower(BoostingOptions options, Samples samples, int threads)
    {
        this.options = options;
        bins = BinMatrix.Of(samples, options.MaximumBins, threads);
        score = new SplitScore(options, samples.Columns);
        histograms = new HistogramSet(bins, score, threads);
        learningRate = (float)options.LearningRate;
        aside = new int[samples.Count];
    }

    public GrownTree Grow(float[] pairs, int[] rows, ColumnSampler sampler, int[] leafOf)
    {
        (columns, tree) = (sampler, new GrownTree(1));
        fixed (float* pair = pairs)
        fixed (int* row = rows)
        {
            var sum = Sum(pair, rows);
            var root = new OpenNode(AddLeaf(sum, LeafBounds.None), 0, rows.Length, 0, sum, LeafBounds.None);
            if (CanSplit(root)) Enter(root, histograms.Build(columns.OfTree, row, rows.Length, pair));
            else Fill(leafOf, rows, root);
            for (var leaves = 1; open.Count > 0;)
            {
                var node = TakeNext();
                if (!node.Split.Exists || node.Split.Gain < (float)options.Gamma || (options.MaximumLeaves > 0 && leaves >= options.MaximumLeaves))
                {
                    histograms.Return((double*)node.Histogram);
                    Fill(leafOf, rows, node);
                    continue;
                }
                leaves++;
                Split(node, pair, row, leafOf, rows);
            }
        }
        return tree;
    }

    public void Dispose() => histograms.Dispose();

    private static GradientSum Sum(float* pairs, int[] rows)
    {
        var sum = default(GradientSum);
        foreach (var row in rows) sum += new GradientSum(pairs[2 * row], pairs[2 * row + 1]);
        return sum;
    }

    private static void Fill(int[] leafOf, int[] rows, OpenNode node)
    {
        foreach (var row in rows.AsSpan(node.Begin, node.Count)) leafOf[row] = node.Index;
    }

    private int AddLeaf(GradientSum sum, LeafBounds bounds) => tree.Add(sum.Hessian, score.Weight(sum, bounds) * learningRate);

    private bool CanSplit(OpenNode node) =>
        node.Count > 1 && (options.MaximumDepth == 0 || node.Depth < options.MaximumDepth) && node.Sum.Hessian >= 2 * score.MinimumChildWeight * (1 - 1e-9);

    private void Enter(OpenNode node, double* histogram)
    {
        node.Histogram = (nint)histogram;
        node.Split = histograms.Best(columns.OfNode(node.Depth), histogram, node.Sum, node.Count, node.Bounds);
        open.Add(node);
    }

    /// <summary>The greatest gain first, or level by level; where nothing is cut off by a number of leaves, in the order that keeps the fewest histograms.</summary>
    private OpenNode TakeNext()
    {
        var next = options.LeafWise || options.MaximumLeaves > 0 ? 0 : open.Count - 1;
        if (options.LeafWise)
            for (var i = 1; i < open.Count; i++)
                if (open[i].Split.Gain > open[next].Split.Gain) next = i;
        var node = open[next];
        open.RemoveAt(next);
        return node;
    }

    private void Split(OpenNode node, float* pairs, int* row, int[] leafOf, int[] rows)
    {
        var split = node.Split;
        var onLeft = Partition(split, rows.AsSpan(node.Begin, node.Count));
        var (leftBounds, rightBounds) = score.ChildBounds(split, node.Bounds);
        var left = new OpenNode(AddLeaf(split.Left, leftBounds), node.Begin, onLeft, node.Depth + 1, split.Left, leftBounds);
        var right = new OpenNode(AddLeaf(split.Right, rightBounds), node.Begin + onLeft, node.Count - onLeft, node.Depth + 1, split.Right, rightBounds);
        tree.Split(node.Index, split.Feature, split.Threshold, split.MissingGoesLeft, left.Index, split.Gain);
        var (small, large) = left.Count <= right.Count ? (left, right) : (right, left);
        var (smallGoesOn, largeGoesOn) = (CanSplit(small), CanSplit(large));
        var histogram = (double*)node.Histogram;
        var smallHistogram = smallGoesOn || largeGoesOn ? histograms.Build(columns.OfTree, row + small.Begin, small.Count, pairs) : null;
        if (largeGoesOn) histograms.Subtract(columns.OfTree, histogram, smallHistogram);
        else histograms.Return(histogram);
        if (!smallGoesOn) histograms.Return(smallHistogram);
        // The left child is asked first, whichever is smaller, so that drawn features do not depend on counts.
        foreach (var child in new[] { left, right })
        {
            if (!(child == small ? smallGoesOn : largeGoesOn)) Fill(leafOf, rows, child);
            else Enter(child, child == small ? smallHistogram : histogram);
        }
    }

    /// <summary>Brings the rows of the left side to the front; both sides keep their order.</summary>
    /// <returns>How many go to the left.</returns>
    private int Partition(in SplitCandidate split, Span<int> rows)
    {
        var words = bins.Words[split.Feature / bins.Lanes];
        var shift = split.Feature % bins.Lanes * bins.LaneBits;
        var mask = (1UL << bins.LaneBits) - 1;
        // The code of missing values follows the last bin; turned round by one it comes first.
        var codes = (ulong)bins.Bins(split.Feature) + 1;
        var limit = (ulong)(split.LastLeftBin + 1) + (split.MissingGoesLeft ? 1UL : 0UL);
        var (left, right) = (0, 0);
        fixed (int* row = rows, other = aside)
        fixed (ulong* word = words)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var sample = row[i];
                var code = (word[sample] >> shift) & mask;
                if (split.MissingGoesLeft) code = code + 1 == codes ? 0 : code + 1;
                var goesLeft = code < limit ? 1 : 0;
                row[left] = sample;
                other[right] = sample;
                left += goesLeft;
                right += 1 - goesLeft;
            }
        }
        aside.AsSpan(0, right).CopyTo(rows[left..]);
        return left;
    }

    /// <summary>A leaf that may yet be split.</summary>
    private sealed class OpenNode(int index, int begin, int count, int depth, GradientSum sum, LeafBounds bounds)
    {
        public int Index => index;

        public int Begin => begin;

        public int Count => count;

        public int Depth => depth;

        public GradientSum Sum => sum;

        public LeafBounds Bounds => bounds;

        public nint Histogram { get; set; }

        public SplitCandidate Split { get; set; }
    }
}
