namespace Tidemark.Learning.Tensors.Operations;

/// <summary>factor * the sum over one dimension, or over all.</summary>
internal sealed class SumOperation : Operation
{
    private Tensor input = null!;
    private float factor;
    private int outer;
    private int size;
    private int inner;

    /// <summary>Over all elements; added in double, for a loss of many elements.</summary>
    public static Tensor ApplyToAll(Tape tape, Tensor input, float factor)
    {
        var operation = tape.Take<SumOperation>();
        (operation.input, operation.factor) = (input, factor);
        (operation.outer, operation.size, operation.inner) = (1, input.Count, 1);
        return operation.Compute(tape, tape.Rent());
    }

    public static Tensor Apply(Tape tape, Tensor input, int dimension, float factor)
    {
        if (dimension < 0) dimension += input.Rank;
        var operation = tape.Take<SumOperation>();
        (operation.input, operation.factor) = (input, factor);
        (operation.outer, operation.size, operation.inner) = (Shapes.Product(input.Shape[..dimension]), input.Size(dimension), Shapes.Product(input.Shape[(dimension + 1)..]));
        Span<int> shape = stackalloc int[input.Rank - 1];
        input.Shape[..dimension].CopyTo(shape);
        input.Shape[(dimension + 1)..].CopyTo(shape[dimension..]);
        return operation.Compute(tape, tape.Rent(shape));
    }

    protected internal override void Backward()
    {
        var gradient = Result.Grad;
        var target = input.Grad;
        for (var block = 0; block < outer; block++)
            for (var i = 0; i < size; i++)
                for (var j = 0; j < inner; j++) target[(block * size + i) * inner + j] += factor * gradient[block * inner + j];
    }

    private Tensor Compute(Tape tape, Tensor result)
    {
        var data = input.Data;
        var sums = result.Data;
        for (var block = 0; block < outer; block++)
            for (var j = 0; j < inner; j++)
            {
                var sum = 0.0;
                for (var i = 0; i < size; i++) sum += data[(block * size + i) * inner + j];
                sums[block * inner + j] = (float)(factor * sum);
            }
        return tape.Record(this, result, input);
    }
}
