namespace Tidemark.Learning.Tensors.Operations;

/// <summary>Which shapes go together: the same, or one that lacks leading dimensions of the other.</summary>
internal static class Broadcasting
{
    /// <exception cref="ArgumentException">The shapes do not go together.</exception>
    public static void Check(Tensor left, Tensor right)
    {
        if (right.Count == 1 || (right.Rank <= left.Rank && left.Shape[^right.Rank..].SequenceEqual(right.Shape))) return;
        throw new ArgumentException($"{right} does not go with {left}");
    }
}
