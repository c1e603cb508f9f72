namespace Tidemark.Learning.Tensors.Operations;

/// <summary>Exchanges two dimensions, by copying.</summary>
internal sealed class TransposeOperation : Operation
{
    private Tensor input = null!;
    private int outer;
    private int first;
    private int middle;
    private int second;
    private int inner;

    public static Tensor Apply(Tape tape, Tensor input, int dimension, int other)
    {
        if (dimension < 0) dimension += input.Rank;
        if (other < 0) other += input.Rank;
        var (low, high) = (Math.Min(dimension, other), Math.Max(dimension, other));
        if (low == high) return input;
        var operation = tape.Take<TransposeOperation>();
        operation.input = input;
        operation.outer = Shapes.Product(input.Shape[..low]);
        operation.first = input.Size(low);
        operation.middle = Shapes.Product(input.Shape[(low + 1)..high]);
        operation.second = input.Size(high);
        operation.inner = Shapes.Product(input.Shape[(high + 1)..]);
        Span<int> shape = stackalloc int[input.Rank];
        input.Shape.CopyTo(shape);
        (shape[low], shape[high]) = (shape[high], shape[low]);
        var result = tape.Rent(shape);
        operation.Copy(input.Data, result.Data, isBackward: false);
        return tape.Record(operation, result, input);
    }

    protected internal override void Backward() => Copy(input.Grad, Result.Grad, isBackward: true);

    private void Copy(Span<float> straight, Span<float> turned, bool isBackward)
    {
        var to = 0;
        for (var o = 0; o < outer; o++)
            for (var s = 0; s < second; s++)
                for (var m = 0; m < middle; m++)
                    for (var f = 0; f < first; f++, to += inner)
                    {
                        var from = (((o * first + f) * middle + m) * second + s) * inner;
                        for (var i = 0; i < inner; i++)
                            if (isBackward) straight[from + i] += turned[to + i];
                            else turned[to + i] = straight[from + i];
                    }
    }
}
