namespace Tidemark.Learning.Trees.Boosting;

/// <summary>One feature of all samples, and its samples in rising order of values without the missing ones.</summary>
internal sealed class ExactColumn
{
    public ExactColumn(Samples samples, int feature)
    {
        Values = new float[samples.Count];
        samples.Column(feature, Values);
        Sorted = [.. Enumerable.Range(0, Values.Length).Where(row => !float.IsNaN(Values[row]))];
        var keys = Array.ConvertAll(Sorted, row => Key(Values[row], row));
        Array.Sort(keys, Sorted);
        HasMissing = Sorted.Length < Values.Length;
        IsConstant = Sorted.Length > 0 && Values[Sorted[0]] == Values[Sorted[^1]];
    }

    public float[] Values { get; }

    public int[] Sorted { get; }

    public bool HasMissing { get; }

    public bool IsConstant { get; }

    /// <summary>Orders by value, and ties by row, so that sums do not depend on the sorting.</summary>
    private static ulong Key(float value, int row)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        var ordered = (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
        return ((ulong)ordered << 32) | (uint)row;
    }
}
