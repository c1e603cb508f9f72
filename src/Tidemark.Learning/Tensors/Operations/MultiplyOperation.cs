using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>left * right element by element, where right may lack leading dimensions of left and is then repeated.</summary>
internal sealed unsafe class MultiplyOperation : Operation
{
    private Tensor left = null!;
    private Tensor right = null!;

    public static Tensor Apply(Tape tape, Tensor left, Tensor right)
    {
        Broadcasting.Check(left, right);
        var operation = tape.Take<MultiplyOperation>();
        (operation.left, operation.right) = (left, right);
        var result = tape.Rent(left.Shape);
        if (left.Count == right.Count) ArithmeticKernels.Multiply(left.Pointer, right.Pointer, result.Pointer, left.Count, false);
        else
            for (var first = 0; first < left.Count; first += right.Count)
                for (var i = 0; i < right.Count; i++) result.Pointer[first + i] = left.Pointer[first + i] * right.Pointer[i];
        return tape.Record(operation, result, left, right);
    }

    protected internal override void Backward()
    {
        var gradient = Result.GradPointer;
        if (left.Count == right.Count)
        {
            if (left.RequiresGrad) ArithmeticKernels.Multiply(gradient, right.Pointer, left.WriteGrad(out var accumulate), left.Count, accumulate);
            if (right.RequiresGrad) ArithmeticKernels.Multiply(gradient, left.Pointer, right.WriteGrad(out var accumulate), left.Count, accumulate);
            return;
        }
        var leftGradient = left.RequiresGrad ? left.GradPointer : null;
        var rightGradient = right.RequiresGrad ? right.GradPointer : null;
        for (var first = 0; first < left.Count; first += right.Count)
            for (var i = 0; i < right.Count; i++)
            {
                if (leftGradient is not null) leftGradient[first + i] += gradient[first + i] * right.Pointer[i];
                if (rightGradient is not null) rightGradient[i] += gradient[first + i] * left.Pointer[first + i];
            }
    }
}
