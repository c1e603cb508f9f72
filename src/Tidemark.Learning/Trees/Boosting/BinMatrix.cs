namespace Tidemark.Learning.Trees.Boosting;

/// <summary>
/// The features of all samples as numbers of bins. Eight features (four where there are more than 256 codes) share a 64-bit word, and the
/// words of such a block lie one after the other, row by row: a histogram of a block stays in the first-level cache, and one load brings
/// the bins of eight features.
/// </summary>
internal sealed class BinMatrix
{
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
        var (cuts, lowest, missing) = (new float[columns][], new float[columns], new int[columns]);
        Parallel.For(0, columns, new ParallelOptions { MaxDegreeOfParallelism = threads }, feature =>
        {
            var values = new float[samples.Count];
            samples.Column(feature, values);
            foreach (var value in values)
                if (float.IsNaN(value)) missing[feature]++;
            var sketch = new QuantileSketch(bins, values.Length - missing[feature]);
            for (var i = 0; i < values.Length; i++)
                if (!float.IsNaN(values[i])) sketch.Add(values[i], samples.Weights[i]);
            cuts[feature] = sketch.Cuts(out lowest[feature]);
        });
        var isWide = Enumerable.Range(0, columns).Any(feature => cuts[feature].Length + (missing[feature] > 0 ? 1 : 0) > 256);
        if (isWide && cuts.Max(one => one.Length) >= ushort.MaxValue) throw new ArgumentException("there may be at most 65534 bins");
        var matrix = new BinMatrix(cuts, lowest, missing, samples.Count, isWide);
        Parallel.For(0, matrix.Blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, block => matrix.Fill(block, samples));
        return matrix;
    }

    private void Fill(int block, Samples samples)
    {
        var values = new float[Rows];
        var words = Words[block];
        for (var lane = 0; lane < Lanes && block * Lanes + lane < Columns; lane++)
        {
            samples.Column(block * Lanes + lane, values);
            var edges = cuts[block * Lanes + lane];
            for (var row = 0; row < words.Length; row++) words[row] |= (ulong)Bin(edges, values[row]) << (lane * LaneBits);
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
