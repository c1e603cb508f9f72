namespace Tidemark.Learning.Trees.Boosting;

/// <summary>
/// The features of all samples as numbers of bins. Eight features (four where there are more than 256 codes) share a 64-bit word, and the
/// words of such a block lie one after the other, row by row: a histogram of a block stays in the first-level cache, and one load brings
/// the bins of eight features.
/// </summary>
internal sealed class BinMatrix
{
    private const int RowsAtOnce = 4096;
    private readonly float[][] cuts;
    private readonly float[] lowest;
    private readonly int[] missing;

    private BinMatrix(float[][] cuts, float[] lowest, int[] missing, int rows, bool isWide)
    {
        (this.cuts, this.lowest, this.missing) = (cuts, lowest, missing);
        Rows = rows;
        Lanes = isWide ? 4 : 8;
        LaneBits = 64 / Lanes;
        Blocks = (cuts.Length + Lanes - 1) / Lanes;
        Words = new ulong[Blocks][];
        for (var block = 0; block < Blocks; block++) Words[block] = new ulong[rows];
        Stride = isWide ? cuts.Max(one => one.Length) + 1 : 256;
    }

    public int Rows { get; }

    public int Columns => cuts.Length;

    /// <summary>Features in a word.</summary>
    public int Lanes { get; }

    /// <summary>Bits of one feature in a word.</summary>
    public int LaneBits { get; }

    public int Blocks { get; }

    /// <summary>Bins that a histogram has room for, each feature.</summary>
    public int Stride { get; }

    /// <summary>A word for each row, for each block.</summary>
    public ulong[][] Words { get; }

    /// <summary>Number of bins of a feature; this number itself is the code of a missing value.</summary>
    public int Bins(int feature) => cuts[feature].Length;

    public bool HasMissing(int feature) => missing[feature] > 0;

    /// <summary>The value below which rows belong to <paramref name="bin"/> or one before; -1 for a value below all.</summary>
    public float Threshold(int feature, int bin) => bin < 0 ? lowest[feature] : cuts[feature][bin];

    public static BinMatrix Of(Samples samples, int bins, int threads)
    {
        var columns = samples.Columns;
        var (cuts, lowest, missing) = (new float[columns][], new float[columns], Missing(samples));
        Parallel.For(0, columns, new ParallelOptions { MaxDegreeOfParallelism = threads }, feature =>
        {
            var sketch = new QuantileSketch(bins, samples.Count - missing[feature]);
            var values = new float[RowsAtOnce];
            for (var first = 0; first < samples.Count; first += RowsAtOnce)
            {
                var count = Math.Min(RowsAtOnce, samples.Count - first);
                samples.Column(feature, first, values.AsSpan(0, count));
                for (var i = 0; i < count; i++)
                    if (!float.IsNaN(values[i])) sketch.Add(values[i], samples.Weights[first + i]);
            }
            cuts[feature] = sketch.Cuts(out lowest[feature]);
        });
        var isWide = Enumerable.Range(0, columns).Any(feature => cuts[feature].Length + (missing[feature] > 0 ? 1 : 0) > 256);
        if (isWide && cuts.Max(one => one.Length) >= ushort.MaxValue) throw new ArgumentException("there may be at most 65534 bins");
        var matrix = new BinMatrix(cuts, lowest, missing, samples.Count, isWide);
        Parallel.For(0, matrix.Blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, block => matrix.Fill(block, samples));
        return matrix;
    }

    private static int[] Missing(Samples samples)
    {
        var missing = new int[samples.Columns];
        for (var row = 0; row < samples.Count; row++)
        {
            var values = samples.Row(row);
            for (var feature = 0; feature < missing.Length; feature++)
                if (float.IsNaN(values[feature])) missing[feature]++;
        }
        return missing;
    }

    /// <summary>Some rows at a time, feature by feature: neither a table larger than memory nor a long column is held.</summary>
    private void Fill(int block, Samples samples)
    {
        var values = new float[RowsAtOnce];
        var words = Words[block];
        for (var first = 0; first < words.Length; first += RowsAtOnce)
        {
            var some = words.AsSpan(first, Math.Min(RowsAtOnce, words.Length - first));
            for (var lane = 0; lane < Lanes && block * Lanes + lane < Columns; lane++)
            {
                samples.Column(block * Lanes + lane, first, values.AsSpan(0, some.Length));
                var edges = cuts[block * Lanes + lane];
                for (var row = 0; row < some.Length; row++) some[row] |= (ulong)Bin(edges, values[row]) << (lane * LaneBits);
            }
        }
    }

    /// <summary>The first bin whose upper edge lies above the value; the last one for values above all; one more for a missing value.</summary>
    private static int Bin(float[] edges, float value)
    {
        if (float.IsNaN(value)) return edges.Length;
        var (first, count) = (0, edges.Length);
        while (count > 0)
        {
            var half = count >> 1;
            var above = edges[first + half] > value;
            first = above ? first : first + half + 1;
            count = above ? half : count - half - 1;
        }
        return Math.Min(first, edges.Length - 1);
    }
}
