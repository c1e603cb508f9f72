using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>A function of each element.</summary>
internal sealed unsafe class ActivationOperation : Operation
{
    private Tensor input = null!;
    private ActivationKind kind;
    private float parameter;

    public static Tensor Apply(Tape tape, Tensor input, ActivationKind kind, float parameter)
    {
        var operation = tape.Take<ActivationOperation>();
        (operation.input, operation.kind, operation.parameter) = (input, kind, parameter);
        var result = tape.Rent(input.Shape);
        ActivationKernels.Compute(kind, parameter, input.Pointer, result.Pointer, input.Count);
        return tape.Record(operation, result, input);
    }

    protected internal override void Backward()
    {
        var target = input.WriteGrad(out var accumulate);
        ActivationKernels.ComputeGradient(kind, parameter, input.Pointer, Result.Pointer, Result.GradPointer, target, input.Count, accumulate);
    }
}
