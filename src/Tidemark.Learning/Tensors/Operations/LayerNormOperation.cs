using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>Normalises each row of the last dimension by its mean and population variance, then scales and shifts. (Ba et al. 2016)</summary>
internal sealed unsafe class LayerNormOperation : Operation
{
    private Tensor input = null!;
    private Tensor weight = null!;
    private Tensor bias = null!;
    private Tensor statistics = null!;

    public static Tensor Apply(Tape tape, Tensor input, Tensor weight, Tensor bias, float epsilon)
    {
        if (input.Rank == 0 || weight.Count == 0 || input.Size(-1) != weight.Count || bias.Count != weight.Count)
            throw new ArgumentException($"an input of {input} does not go with a layer normalisation of {weight}");
        var operation = tape.Take<LayerNormOperation>();
        (operation.input, operation.weight, operation.bias) = (input, weight, bias);
        var rows = input.Count / weight.Count;
        operation.statistics = tape.Rent(rows, 2);
        var result = tape.Rent(input.Shape);
        LayerNormKernels.Compute(input.Pointer, weight.Pointer, bias.Pointer, result.Pointer, operation.statistics.Pointer, rows, weight.Count, epsilon);
        return tape.Record(operation, result, input, weight, bias);
    }

    protected internal override void Backward()
    {
        var accumulate = false;
        LayerNormKernels.ComputeGradient(new LayerNormGradient
        {
            Rows = statistics.Size(0),
            Size = weight.Count,
            Input = input.Pointer,
            Weight = weight.Pointer,
            Statistics = statistics.Pointer,
            OutputGradient = Result.GradPointer,
            InputGradient = input.RequiresGrad ? input.WriteGrad(out accumulate) : null,
            Accumulate = accumulate,
            WeightGradient = weight.GradPointer,
            BiasGradient = bias.GradPointer,
        });
    }
}
