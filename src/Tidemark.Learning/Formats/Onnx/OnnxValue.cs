namespace Tidemark.Learning.Formats.Onnx;

/// <summary>A tensor in a computation: its shape is known before any number is, its memory stays the same from one computation to the next.</summary>
internal sealed class OnnxValue
{
    /// <summary>The most dimensions of a tensor.</summary>
    private const int MostDimensions = 16;

    private OnnxValue(OnnxElement element, int[] shape, float[]? floats, long[]? integers)
    {
        if (shape.Length > MostDimensions) throw new InvalidDataException($"a tensor of {shape.Length} dimensions; there may be {MostDimensions}");
        Element = element;
        Shape = shape;
        Floats = floats;
        Integers = integers;
    }

    public OnnxElement Element { get; }

    public int[] Shape { get; }

    /// <summary>Row-major; null for whole numbers and truth values.</summary>
    public float[]? Floats { get; }

    /// <summary>Row-major; null for floating point.</summary>
    public long[]? Integers { get; }

    /// <summary>Whether it does not depend on what the graph is given.</summary>
    public bool IsConstant { get; set; }

    public int Count => Floats?.Length ?? Integers!.Length;

    public bool IsFloat => Floats is not null;

    public static OnnxValue Of(OnnxTensor tensor) => new(tensor.Element, [.. tensor.Shape], tensor.Floats, tensor.Integers) { IsConstant = true };

    public static OnnxValue Float(OnnxBudget budget, params int[] shape) => new(OnnxElement.Float, shape, new float[budget.Take(shape)], null);

    public static OnnxValue Whole(OnnxBudget budget, OnnxElement element, params int[] shape) => new(element, shape, null, new long[budget.Take(shape, width: 2)]);

    /// <summary>The same memory in another shape.</summary>
    public OnnxValue Reshaped(params int[] shape) => new(Element, shape, Floats, Integers) { IsConstant = IsConstant };

    /// <summary>The number of elements of a shape, refused where no memory would hold them.</summary>
    public static int CountOf(ReadOnlySpan<int> shape)
    {
        if (shape.Length > 2 * MostDimensions) throw new InvalidDataException($"a tensor of {shape.Length} dimensions; there may be {MostDimensions}");
        var count = 1L;
        foreach (var size in shape)
            if (size < 0 || (count *= size) > 1 << 26) throw new InvalidDataException($"a tensor of shape [{string.Join(", ", shape.ToArray())}] is too large");
        return (int)count;
    }
}
