namespace Tidemark.Learning.Tensors.Operations;

/// <summary>Arithmetic of dimensions.</summary>
internal static class Shapes
{
    /// <summary>The number of elements.</summary>
    public static int Product(ReadOnlySpan<int> sizes)
    {
        var product = 1;
        foreach (var size in sizes) product *= size;
        return product;
    }
}
