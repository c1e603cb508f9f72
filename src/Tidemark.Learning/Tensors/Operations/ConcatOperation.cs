namespace Tidemark.Learning.Tensors.Operations;

/// <summary>Two tensors one after the other in one dimension.</summary>
internal sealed class ConcatOperation : Operation
{
    private Tensor left = null!;
    private Tensor right = null!;
    private int outer;
    private int leftBlock;
    private int rightBlock;

    public static Tensor Apply(Tape tape, Tensor left, Tensor right, int dimension)
    {
        if (dimension < 0) dimension += left.Rank;
        if (left.Rank != right.Rank || !left.Shape[..dimension].SequenceEqual(right.Shape[..dimension]) || !left.Shape[(dimension + 1)..].SequenceEqual(right.Shape[(dimension + 1)..]))
            throw new ArgumentException($"{left} and {right} differ in more than dimension {dimension}");
        var operation = tape.Take<ConcatOperation>();
        (operation.left, operation.right) = (left, right);
        operation.outer = Shapes.Product(left.Shape[..dimension]);
        operation.leftBlock = Shapes.Product(left.Shape[dimension..]);
        operation.rightBlock = Shapes.Product(right.Shape[dimension..]);
        Span<int> shape = stackalloc int[left.Rank];
        left.Shape.CopyTo(shape);
        shape[dimension] += right.Size(dimension);
        var result = tape.Rent(shape);
        for (var o = 0; o < operation.outer; o++)
        {
            var to = result.Data[(o * (operation.leftBlock + operation.rightBlock))..];
            left.Data.Slice(o * operation.leftBlock, operation.leftBlock).CopyTo(to);
            right.Data.Slice(o * operation.rightBlock, operation.rightBlock).CopyTo(to[operation.leftBlock..]);
        }
        return tape.Record(operation, result, left, right);
    }

    protected internal override void Backward()
    {
        if (left.RequiresGrad) AddBack(left.Grad, leftBlock, 0);
        if (right.RequiresGrad) AddBack(right.Grad, rightBlock, leftBlock);
    }

    private void AddBack(Span<float> target, int block, int offset)
    {
        var gradient = Result.Grad;
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < block; i++) target[o * block + i] += gradient[o * (leftBlock + rightBlock) + offset + i];
    }
}
