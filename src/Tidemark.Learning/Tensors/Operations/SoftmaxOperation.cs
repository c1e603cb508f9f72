namespace Tidemark.Learning.Tensors.Operations;

/// <summary>Softmax, or its logarithm, over the last dimension.</summary>
internal sealed class SoftmaxOperation : Operation
{
    private Tensor input = null!;
    private bool isLogarithm;

    public static Tensor Apply(Tape tape, Tensor input, bool isLogarithm)
    {
        var operation = tape.Take<SoftmaxOperation>();
        (operation.input, operation.isLogarithm) = (input, isLogarithm);
        var result = tape.Rent(input.Shape);
        var size = input.Size(-1);
        for (var first = 0; first < input.Count; first += size)
            Compute(input.Data.Slice(first, size), result.Data.Slice(first, size), isLogarithm);
        return tape.Record(operation, result, input);
    }

    protected internal override void Backward()
    {
        var size = input.Size(-1);
        for (var first = 0; first < input.Count; first += size)
        {
            var y = Result.Data.Slice(first, size);
            var gradient = Result.Grad.Slice(first, size);
            var target = input.Grad.Slice(first, size);
            var sum = 0f;
            for (var i = 0; i < size; i++) sum += isLogarithm ? gradient[i] : gradient[i] * y[i];
            for (var i = 0; i < size; i++) target[i] += isLogarithm ? gradient[i] - MathF.Exp(y[i]) * sum : y[i] * (gradient[i] - sum);
        }
    }

    private static void Compute(ReadOnlySpan<float> x, Span<float> y, bool isLogarithm)
    {
        var largest = float.NegativeInfinity;
        foreach (var value in x) largest = Math.Max(largest, value);
        var sum = 0f;
        for (var i = 0; i < x.Length; i++) sum += y[i] = MathF.Exp(x[i] - largest);
        var shift = largest + MathF.Log(sum);
        for (var i = 0; i < x.Length; i++) y[i] = isLogarithm ? x[i] - shift : y[i] / sum;
    }
}
