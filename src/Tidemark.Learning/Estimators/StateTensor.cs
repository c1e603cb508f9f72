using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tidemark.Learning.Estimators;

/// <summary>Numbers of a saved model: an element type, a shape, and little-endian bytes, row-major.</summary>
public sealed class StateTensor
{
    private StateTensor(StateElement element, ImmutableArray<int> shape, byte[] bytes)
    {
        // 128 bits hold what is more than any bytes times one size more; what is too long already can only become nothing.
        var length = shape.Aggregate((Int128)SizeOf(element), (product, size) => product > bytes.Length && size > 0 ? product : product * size);
        if (shape.Any(size => size < 0) || bytes.Length != length)
            throw new ArgumentException($"{bytes.Length} bytes are not a tensor of {element} [{string.Join(", ", shape)}]");
        Element = element;
        Shape = shape;
        Bytes = bytes;
    }

    /// <summary>The type of its elements.</summary>
    public StateElement Element { get; }

    /// <summary>Its dimensions; none for a single number.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>Little-endian, row-major.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>From bytes as they lie in a file.</summary>
    /// <exception cref="ArgumentException">The bytes do not fill the shape.</exception>
    public static StateTensor Of(StateElement element, ReadOnlySpan<int> shape, byte[] bytes) => new(element, [.. shape], bytes);

    /// <summary>From numbers; their type says the element type.</summary>
    /// <exception cref="ArgumentException">The numbers do not fill the shape, or their type cannot be saved.</exception>
    public static StateTensor Of<T>(ReadOnlySpan<int> shape, ReadOnlySpan<T> values) where T : unmanaged =>
        new(ElementOf<T>(), [.. shape], MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A list of numbers.</summary>
    public static StateTensor Of<T>(ReadOnlySpan<T> values) where T : unmanaged => Of([values.Length], values);

    /// <summary>Its numbers.</summary>
    /// <exception cref="InvalidDataException">They are of another type.</exception>
    public ReadOnlySpan<T> Values<T>() where T : unmanaged =>
        ElementOf<T>() == Element ? MemoryMarshal.Cast<byte, T>(Bytes.Span) : throw new InvalidDataException($"the tensor holds {Element}, not {ElementOf<T>()}");

    /// <summary>Bytes of one element.</summary>
    public static int SizeOf(StateElement element) => element switch
    {
        StateElement.UInt8 => 1,
        StateElement.Float64 or StateElement.Int64 => 8,
        _ => 4,
    };

    private static StateElement ElementOf<T>() =>
        typeof(T) == typeof(float) ? StateElement.Float32
        : typeof(T) == typeof(double) ? StateElement.Float64
        : typeof(T) == typeof(int) ? StateElement.Int32
        : typeof(T) == typeof(long) ? StateElement.Int64
        : typeof(T) == typeof(byte) ? StateElement.UInt8
        : throw new ArgumentException($"{typeof(T).Name} cannot be saved in a model");
}
