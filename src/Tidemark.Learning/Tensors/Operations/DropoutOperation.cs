using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>Sets elements to zero at random and scales the others up, so that the expectation stays. The mask is not stored: it is made again from its key.</summary>
internal sealed unsafe class DropoutOperation : Operation
{
    private Tensor input = null!;
    private RandomMask mask;

    public static Tensor Apply(Tape tape, Tensor input, float rate)
    {
        if (!tape.IsTraining || rate == 0) return input;
        var operation = tape.Take<DropoutOperation>();
        operation.input = input;
        operation.mask = RandomMask.Draw(tape.Random, rate);
        var result = tape.Rent(input.Shape);
        operation.mask.Apply(input.Pointer, result.Pointer, input.Count, false);
        return tape.Record(operation, result, input);
    }

    protected internal override void Backward() => mask.Apply(Result.GradPointer, input.WriteGrad(out var accumulate), input.Count, accumulate);
}
