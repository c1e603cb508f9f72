namespace Tidemark.Learning.Tensors.Operations;

/// <summary>Some consecutive places of one dimension, by copying.</summary>
internal sealed class SliceOperation : Operation
{
    private Tensor input = null!;
    private int outer;
    private int inputBlock;
    private int outputBlock;
    private int offset;

    public static Tensor Apply(Tape tape, Tensor input, int dimension, int start, int length)
    {
        if (dimension < 0) dimension += input.Rank;
        if (start < 0 || length < 0 || start > input.Size(dimension) - length)
            throw new ArgumentException($"{length} places from {start} do not lie in dimension {dimension} of {input}");
        var operation = tape.Take<SliceOperation>();
        var inner = Shapes.Product(input.Shape[(dimension + 1)..]);
        operation.input = input;
        operation.outer = Shapes.Product(input.Shape[..dimension]);
        (operation.inputBlock, operation.outputBlock, operation.offset) = (input.Size(dimension) * inner, length * inner, start * inner);
        Span<int> shape = stackalloc int[input.Rank];
        input.Shape.CopyTo(shape);
        shape[dimension] = length;
        var result = tape.Rent(shape);
        for (var o = 0; o < operation.outer; o++)
            input.Data.Slice(o * operation.inputBlock + operation.offset, operation.outputBlock).CopyTo(result.Data[(o * operation.outputBlock)..]);
        return tape.Record(operation, result, input);
    }

    protected internal override void Backward()
    {
        var gradient = Result.Grad;
        var target = input.Grad;
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < outputBlock; i++) target[o * inputBlock + offset + i] += gradient[o * outputBlock + i];
    }
}
