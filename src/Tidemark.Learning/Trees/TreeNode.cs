namespace Tidemark.Learning.Trees;

/// <summary>A node as prediction reads it: a split, or a leaf where <see cref="Left"/> is negative.</summary>
/// <param name="Threshold">Values below it go to the left; equal and larger ones to the right.</param>
/// <param name="Code">The feature, times two, plus one where missing values go to the left.</param>
/// <param name="Left">Index of the left child, the right one follows it; of a leaf, the complement of the leaf's number.</param>
internal readonly record struct TreeNode(float Threshold, int Code, int Left)
{
    public int Feature => Code >> 1;

    public bool MissingGoesLeft => (Code & 1) != 0;

    public bool IsLeaf => Left < 0;

    /// <summary>The child to which a row goes.</summary>
    public int Next(ReadOnlySpan<float> row) => Left + (GoesLeft(row[Code >> 1]) ? 0 : 1);

    public bool GoesLeft(float value) => value < Threshold || ((Code & 1) != 0 && float.IsNaN(value));
}
