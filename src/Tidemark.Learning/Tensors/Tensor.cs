namespace Tidemark.Learning.Tensors;

/// <summary>
/// A dense tensor of floats, row-major, with room for the gradient of a loss by it. Parameters and inputs are made with the constructor
/// and live on; everything in between is rented from a <see cref="Tape"/> and taken back when its next step begins.
/// </summary>
/// <remarks>
/// Its memory begins on a 64-byte line and has room for whole vectors of 16 floats past the last element, which a kernel may overwrite
/// and whose content means nothing.
/// </remarks>
public sealed unsafe class Tensor
{
    /// <summary>What fits into an array with the room that lies around the numbers.</summary>
    private static readonly long MostElements = Array.MaxLength - 64;

    private int[] shape;
    private TensorStorage storage;

    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">Its dimensions; none for a single number.</param>
    /// <exception cref="ArgumentException">A size is negative, or no array would hold so many numbers.</exception>
    public Tensor(params ReadOnlySpan<int> shape)
    {
        Count = CountOf(shape);
        this.shape = shape.ToArray();
        storage = new TensorStorage();
        storage.Values.Reserve(Count);
        Data.Clear();
    }

    private Tensor()
    {
        shape = [];
        storage = null!;
    }

    /// <summary>Its dimensions; none for a single number.</summary>
    public ReadOnlySpan<int> Shape => shape;

    /// <summary>Number of dimensions.</summary>
    public int Rank => shape.Length;

    /// <summary>Number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>Its elements, row-major.</summary>
    public Span<float> Data => new(storage.Values.Pointer, Count);

    /// <summary>Whether a gradient by this tensor is wanted: set it on parameters and on inputs; results take it from what they depend on.</summary>
    public bool RequiresGrad
    {
        get => storage.RequiresGrad;
        set => storage.RequiresGrad = value;
    }

    /// <summary>Whether something was added to the gradient since it was cleared.</summary>
    public bool HasGrad => storage.HasGrad;

    /// <summary>The gradient, for adding to it and for reading; zeros where there was none.</summary>
    public Span<float> Grad => new(GradPointer, Count);

    /// <summary>The first element of the data.</summary>
    internal float* Pointer => storage.Values.Pointer;

    /// <summary>The first element of the gradient, which is zeros where there was none.</summary>
    internal float* GradPointer
    {
        get
        {
            var pointer = WriteGrad(out var accumulate);
            if (!accumulate) new Span<float>(pointer, Count).Clear();
            return pointer;
        }
    }

    /// <summary>A tensor of given numbers.</summary>
    /// <exception cref="ArgumentException">The numbers do not fill the shape.</exception>
    public static Tensor Of(ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        var tensor = new Tensor(shape);
        if (values.Length != tensor.Count) throw new ArgumentException($"{values.Length} numbers do not fill {tensor}");
        values.CopyTo(tensor.Data);
        return tensor;
    }

    /// <summary>The size of a dimension; -1 is the last one.</summary>
    public int Size(int dimension) => shape[dimension < 0 ? shape.Length + dimension : dimension];

    /// <summary>The gradient becomes zero.</summary>
    public void ClearGrad() => storage.HasGrad = false;

    /// <summary>The shape as text: <c>[64, 50]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", shape)}]";

    /// <summary>
    /// The memory of the gradient for an operation that writes all of it: it must add where <paramref name="accumulate"/> says so, and
    /// overwrite otherwise. This saves clearing and reading memory where, as mostly, a tensor is used once.
    /// </summary>
    internal float* WriteGrad(out bool accumulate)
    {
        accumulate = storage.HasGrad;
        storage.HasGrad = true;
        var buffer = storage.Gradients ??= new AlignedBuffer();
        buffer.Reserve(Count);
        return buffer.Pointer;
    }

    /// <summary>An empty tensor of a tape's pool.</summary>
    internal static Tensor Pooled() => new();

    /// <summary>Gives a tensor of a tape's pool its shape and, unless it has some, memory of its own; the data are not cleared.</summary>
    internal void Renew(ReadOnlySpan<int> newShape)
    {
        storage ??= new TensorStorage();
        SetShape(newShape);
        storage.Values.Reserve(Count);
        storage.HasGrad = false;
        storage.RequiresGrad = false;
    }

    /// <summary>Makes a tensor of a tape's pool another view of a tensor.</summary>
    internal void ShareWith(Tensor source, ReadOnlySpan<int> newShape)
    {
        storage = source.storage;
        SetShape(newShape);
    }

    /// <exception cref="ArgumentException">A size is negative, or no array would hold so many numbers.</exception>
    private static int CountOf(ReadOnlySpan<int> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            // Both are below 2^31, so the product is a whole number that long holds; later zeros make it small again.
            count = Math.Min(count, MostElements + 1) * size;
        }
        return count <= MostElements ? (int)count : throw new ArgumentException($"a tensor of [{string.Join(", ", shape.ToArray())}] is too large: there are at most {MostElements:N0} numbers in one");
    }

    private void SetShape(ReadOnlySpan<int> newShape)
    {
        if (newShape.SequenceEqual(shape))
        {
            if (Rank == 0) Count = 1;
            return;
        }
        Count = CountOf(newShape);
        shape = newShape.ToArray();
    }
}
