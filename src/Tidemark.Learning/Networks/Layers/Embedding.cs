using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>A learnt row of numbers for each of so many things.</summary>
public sealed class Embedding : Layer
{
    /// <param name="count">Number of things.</param>
    /// <param name="size">Length of a row.</param>
    public Embedding(int count, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Weight = AddParameter("weight", count, size);
    }

    /// <summary>[count, size].</summary>
    public Tensor Weight { get; }

    /// <inheritdoc/>
    public override void Initialise(SeededRandom random)
    {
        foreach (ref var value in Weight.Data) value = (float)random.NextNormal();
    }

    /// <summary>The rows of things: <c>[indices, size]</c>.</summary>
    public Tensor Forward(Tape tape, ReadOnlySpan<int> indices) => tape.Embedding(indices, Weight);

    /// <inheritdoc/>
    /// <remarks>The input's numbers are the indices; the result has one dimension more.</remarks>
    public override Tensor Forward(Tape tape, Tensor input)
    {
        var indices = input.Count <= 1024 ? stackalloc int[input.Count] : new int[input.Count];
        var numbers = input.Data;
        for (var i = 0; i < indices.Length; i++) indices[i] = (int)numbers[i];
        Span<int> shape = stackalloc int[input.Rank + 1];
        input.Shape.CopyTo(shape);
        shape[^1] = Weight.Size(1);
        return tape.Reshape(tape.Embedding(indices, Weight), shape);
    }
}
