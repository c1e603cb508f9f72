using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>y = x·Wᵀ + b over the last dimension; W is [out, in] as in PyTorch.</summary>
internal sealed unsafe class LinearOperation : Operation
{
    private Tensor input = null!;
    private Tensor weight = null!;
    private Tensor? bias;
    private int rows;
    private int inputs;
    private int outputs;

    public static Tensor Apply(Tape tape, Tensor input, Tensor weight, Tensor? bias)
    {
        if (weight.Rank != 2 || input.Rank == 0 || input.Size(-1) != weight.Size(1))
            throw new ArgumentException($"an input of {input} does not go with a weight of {weight}");
        if (bias is not null && bias.Count != weight.Size(0)) throw new ArgumentException($"a bias of {bias} does not go with a weight of {weight}");
        var operation = tape.Take<LinearOperation>();
        (operation.input, operation.weight, operation.bias) = (input, weight, bias);
        (operation.outputs, operation.inputs) = (weight.Size(0), weight.Size(1));
        operation.rows = input.Count / Math.Max(operation.inputs, 1);
        Span<int> shape = stackalloc int[input.Rank];
        input.Shape.CopyTo(shape);
        shape[^1] = operation.outputs;
        var result = tape.Rent(shape);
        if (bias is not null)
            for (var row = 0; row < operation.rows; row++) bias.Data.CopyTo(result.Data.Slice(row * operation.outputs, operation.outputs));
        Gemm.MultiplyTransposedB(operation.rows, operation.outputs, operation.inputs, input.Pointer, weight.Pointer, result.Pointer, bias is not null);
        return bias is null ? tape.Record(operation, result, input, weight) : tape.Record(operation, result, input, weight, bias);
    }

    protected internal override void Backward()
    {
        var gradient = Result.GradPointer;
        if (input.RequiresGrad)
        {
            var target = input.WriteGrad(out var accumulate);
            Gemm.Multiply(rows, inputs, outputs, gradient, weight.Pointer, target, accumulate);
        }
        if (weight.RequiresGrad)
        {
            var target = weight.WriteGrad(out var accumulate);
            Gemm.MultiplyTransposedA(outputs, inputs, rows, gradient, input.Pointer, target, accumulate);
        }
        if (bias is { RequiresGrad: true }) ArithmeticKernels.AddRows(gradient, rows, outputs, bias.GradPointer);
    }
}
