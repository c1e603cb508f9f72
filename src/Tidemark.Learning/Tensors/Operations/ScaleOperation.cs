using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>input * factor + shift.</summary>
internal sealed unsafe class ScaleOperation : Operation
{
    private Tensor input = null!;
    private float factor;

    public static Tensor Apply(Tape tape, Tensor input, float factor, float shift)
    {
        var operation = tape.Take<ScaleOperation>();
        (operation.input, operation.factor) = (input, factor);
        var result = tape.Rent(input.Shape);
        ArithmeticKernels.Scale(input.Pointer, factor, shift, result.Pointer, input.Count, false);
        return tape.Record(operation, result, input);
    }

    protected internal override void Backward() =>
        ArithmeticKernels.Scale(Result.GradPointer, factor, 0, input.WriteGrad(out var accumulate), input.Count, accumulate);
}
