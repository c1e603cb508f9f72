namespace Tidemark.Learning.Formats.Onnx;

/// <summary>
/// What a whole graph may ask for: numbers in memory, and multiplications of one computation. A small file can speak of large tensors in many nodes; each
/// takes its share from here before memory is given to it.
/// </summary>
internal sealed class OnnxBudget
{
    /// <summary>Numbers of 32 bits of all tensors and lists of positions together: a quarter of a gigabyte.</summary>
    public const long MostNumbers = 1 << 26;

    /// <summary>Multiplications of all products, convolutions and recurrent layers: a second or more, long after a prediction was wanted.</summary>
    public const long MostProducts = 1L << 34;

    private long numbers = MostNumbers;
    private long products = MostProducts;

    /// <summary>Takes room for a tensor.</summary>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="width">32-bit numbers of an element.</param>
    /// <returns>The number of its elements.</returns>
    /// <exception cref="InvalidDataException">It is too large, or those before it have left too little.</exception>
    public int Take(ReadOnlySpan<int> shape, int width = 1)
    {
        var count = OnnxValue.CountOf(shape);
        numbers -= (long)count * width;
        return numbers >= 0 ? count : throw new InvalidDataException($"the tensors of the graph hold more than {MostNumbers} numbers together");
    }

    /// <summary>Takes multiplications.</summary>
    /// <param name="sizes">What multiplied with each other gives their number.</param>
    /// <exception cref="InvalidDataException">The graph computes too much.</exception>
    public void Compute(params ReadOnlySpan<long> sizes)
    {
        var count = 1.0;
        foreach (var size in sizes) count *= size;
        if (count > products) throw new InvalidDataException($"the graph takes more than {MostProducts} multiplications for a prediction");
        products -= (long)count;
    }
}
