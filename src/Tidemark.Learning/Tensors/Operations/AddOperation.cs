using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>left + factor * right, where right may lack leading dimensions of left and is then repeated.</summary>
internal sealed unsafe class AddOperation : Operation
{
    private Tensor left = null!;
    private Tensor right = null!;
    private float factor;

    public static Tensor Apply(Tape tape, Tensor left, Tensor right, float factor)
    {
        Broadcasting.Check(left, right);
        var operation = tape.Take<AddOperation>();
        (operation.left, operation.right, operation.factor) = (left, right, factor);
        var result = tape.Rent(left.Shape);
        if (left.Count == right.Count && factor == 1) ArithmeticKernels.Add(left.Pointer, right.Pointer, result.Pointer, left.Count);
        else
        {
            left.Data.CopyTo(result.Data);
            for (var first = 0; first < left.Count; first += right.Count)
                for (var i = 0; i < right.Count; i++) result.Pointer[first + i] += factor * right.Pointer[i];
        }
        return tape.Record(operation, result, left, right);
    }

    protected internal override void Backward()
    {
        var gradient = Result.GradPointer;
        if (left.RequiresGrad)
        {
            var target = left.WriteGrad(out var accumulate);
            ArithmeticKernels.Scale(gradient, 1, 0, target, left.Count, accumulate);
        }
        if (!right.RequiresGrad) return;
        if (left.Count == right.Count)
        {
            var target = right.WriteGrad(out var accumulate);
            ArithmeticKernels.Scale(gradient, factor, 0, target, right.Count, accumulate);
            return;
        }
        var sum = right.GradPointer;
        if (factor == 1) ArithmeticKernels.AddRows(gradient, left.Count / right.Count, right.Count, sum);
        else
            for (var i = 0; i < left.Count; i++) sum[i % right.Count] += factor * gradient[i];
    }
}
