using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>factor * A·B or factor * A·Bᵀ for matrices in the last two dimensions; the leading dimensions are the same in both, or B has none.</summary>
internal sealed unsafe class MatrixProductOperation : Operation
{
    private Tensor left = null!;
    private Tensor right = null!;
    private bool isTransposed;
    private bool isShared;
    private int blocks;
    private int m;
    private int n;
    private int k;

    public static Tensor Apply(Tape tape, Tensor left, Tensor right, bool isTransposed)
    {
        var isShared = right.Rank == 2 && left.Rank > 2;
        var inner = isTransposed ? 1 : 0;
        if (left.Rank < 2 || right.Rank < 2 || left.Size(-1) != right.Size(right.Rank - 2 + inner) || (!isShared && !left.Shape[..^2].SequenceEqual(right.Shape[..^2])))
            throw new ArgumentException($"{left} cannot be multiplied by {right}{(isTransposed ? " transposed" : "")}");
        var operation = tape.Take<MatrixProductOperation>();
        (operation.left, operation.right, operation.isTransposed, operation.isShared) = (left, right, isTransposed, isShared);
        (operation.m, operation.k, operation.n) = (left.Size(-2), left.Size(-1), right.Size(right.Rank - 1 - inner));
        operation.blocks = Shapes.Product(left.Shape[..^2]);
        Span<int> shape = stackalloc int[left.Rank];
        left.Shape.CopyTo(shape);
        shape[^1] = operation.n;
        var result = tape.Rent(shape);
        operation.Compute(result);
        return tape.Record(operation, result, left, right);
    }

    protected internal override void Backward()
    {
        var gradient = Result.GradPointer;
        var leftGradient = left.RequiresGrad ? left.GradPointer : null;
        var rightGradient = right.RequiresGrad ? right.GradPointer : null;
        for (var block = 0; block < blocks; block++)
        {
            var a = left.Pointer + (long)block * m * k;
            var c = gradient + (long)block * m * n;
            var offset = isShared ? 0 : (long)block * k * n;
            if (leftGradient is not null)
            {
                if (isTransposed) Gemm.Multiply(m, k, n, c, right.Pointer + offset, leftGradient + (long)block * m * k, true);
                else Gemm.MultiplyTransposedB(m, k, n, c, right.Pointer + offset, leftGradient + (long)block * m * k, true);
            }
            if (rightGradient is not null)
            {
                if (isTransposed) Gemm.MultiplyTransposedA(n, k, m, c, a, rightGradient + offset, true);
                else Gemm.MultiplyTransposedA(k, n, m, a, c, rightGradient + offset, true);
            }
        }
    }

    private void Compute(Tensor result)
    {
        for (var block = 0; block < blocks; block++)
        {
            var a = left.Pointer + (long)block * m * k;
            var c = result.Pointer + (long)block * m * n;
            var b = right.Pointer + (isShared ? 0 : (long)block * k * n);
            if (isTransposed) Gemm.MultiplyTransposedB(m, n, k, a, b, c);
            else Gemm.Multiply(m, n, k, a, b, c);
        }
    }
}
