using Tidemark.Learning.Networks.Losses;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>A loss of predictions; its slopes are found with it, in one pass.</summary>
internal sealed class LossOperation : Operation
{
    private Tensor predictions = null!;
    private Tensor slopes = null!;

    public static Tensor Apply(Tape tape, Loss loss, Tensor predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        if (predictions.Rank == 0) throw new ArgumentException("a loss is of rows of predictions, not of one number");
        var operation = tape.Take<LossOperation>();
        operation.predictions = predictions;
        operation.slopes = tape.Rent(predictions.Count);
        var result = tape.Rent();
        result.Data[0] = (float)loss.Compute(predictions.Data, predictions.Size(0), targets, weights, operation.slopes.Data);
        return tape.Record(operation, result, predictions);
    }

    protected internal override void Backward()
    {
        var from = slopes.Data;
        var to = predictions.Grad;
        var factor = Result.Grad[0];
        for (var i = 0; i < to.Length; i++) to[i] += factor * from[i];
    }
}
