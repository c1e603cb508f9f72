namespace Tidemark.Learning.Tensors.Operations;

/// <summary>Rows of a table, chosen by number.</summary>
internal sealed class EmbeddingOperation : Operation
{
    private Tensor weight = null!;
    private int[] indices = [];
    private int count;

    public static Tensor Apply(Tape tape, ReadOnlySpan<int> indices, Tensor weight)
    {
        if (weight.Rank != 2) throw new ArgumentException($"an embedding's weight is [rows, size], not {weight}");
        var operation = tape.Take<EmbeddingOperation>();
        (operation.weight, operation.count) = (weight, indices.Length);
        if (operation.indices.Length < indices.Length) operation.indices = new int[indices.Length];
        indices.CopyTo(operation.indices);
        var (rows, size) = (weight.Size(0), weight.Size(1));
        var result = tape.Rent(indices.Length, size);
        for (var i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)rows) throw new ArgumentException($"row {indices[i]} of an embedding of {rows}");
            weight.Data.Slice(indices[i] * size, size).CopyTo(result.Data[(i * size)..]);
        }
        return tape.Record(operation, result, weight);
    }

    protected internal override void Backward()
    {
        var from = Result.Grad;
        var to = weight.Grad;
        var size = weight.Size(1);
        for (var i = 0; i < count; i++)
            for (var j = 0; j < size; j++) to[indices[i] * size + j] += from[i * size + j];
    }
}
