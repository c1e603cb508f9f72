namespace Tidemark.Learning.Trees.Forests;

/// <summary>One feature of all samples as ranks among its distinct values; missing values have the rank after the last.</summary>
internal sealed class RankedColumn
{
    public RankedColumn(Samples samples, int feature)
    {
        var values = new float[samples.Count];
        samples.Column(feature, values);
        var sorted = Array.FindAll(values, value => !float.IsNaN(value));
        HasMissing = sorted.Length < values.Length;
        Array.Sort(sorted);
        var count = 0;
        foreach (var value in sorted)
            if (count == 0 || value != sorted[count - 1]) sorted[count++] = value;
        Distinct = sorted[..count];
        Ranks = Array.ConvertAll(values, value => float.IsNaN(value) ? count : Array.BinarySearch(Distinct, value));
    }

    /// <summary>Rising.</summary>
    public float[] Distinct { get; }

    public int[] Ranks { get; }

    public bool HasMissing { get; }

    public int MissingRank => Distinct.Length;
}
