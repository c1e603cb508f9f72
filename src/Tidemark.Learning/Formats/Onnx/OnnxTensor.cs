using System.Collections.Immutable;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Numbers of an ONNX graph: floating point of any width as <see cref="Floats"/>, whole numbers and truth values as <see cref="Integers"/>.</summary>
internal sealed record OnnxTensor(OnnxElement Element, ImmutableArray<int> Shape)
{
    /// <summary>Row-major; null for whole numbers.</summary>
    public float[]? Floats { get; init; }

    /// <summary>Row-major; null for floating point.</summary>
    public long[]? Integers { get; init; }

    /// <summary>Number of elements.</summary>
    public int Count => Floats?.Length ?? Integers!.Length;

    public static OnnxTensor Of(ReadOnlySpan<int> shape, float[] values) => new(OnnxElement.Float, [.. shape]) { Floats = values };

    public static OnnxTensor Of(params long[] values) => new(OnnxElement.Int64, [values.Length]) { Integers = values };

    public static bool IsFloat(OnnxElement element) => element is OnnxElement.Float or OnnxElement.Double or OnnxElement.Float16 or OnnxElement.BFloat16;
}
