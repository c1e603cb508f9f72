namespace Tidemark.Learning.Networks.Losses;

/// <summary>
/// How wrong predictions are, and in which direction they must move. A loss is the mean over rows and columns (over rows where a row has one
/// loss); with weights it is the weighted mean, <c>sum(weight * loss) / sum(weight)</c>. Sums are taken in double.
/// </summary>
public abstract class Loss
{
    /// <summary>Lower case with hyphens: <c>mse</c>, <c>cross-entropy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Number of target values of a row, for predictions of <paramref name="columns"/> values.</summary>
    public virtual int TargetColumns(int columns) => columns;

    /// <summary>The loss and, where wanted, its derivative by each prediction. Allocates nothing.</summary>
    /// <param name="predictions"><c>[rows, columns]</c>.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="targets"><c>[rows, TargetColumns(columns)]</c>.</param>
    /// <param name="weights">A weight a row, not negative; empty for equal weights.</param>
    /// <param name="gradients"><c>[rows, columns]</c>, overwritten; empty where only the loss is wanted.</param>
    /// <exception cref="ArgumentException">Sizes do not go together, a target is none that the loss knows, or the weights are all zero.</exception>
    public double Compute(ReadOnlySpan<float> predictions, int rows, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradients)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var columns = predictions.Length / rows;
        if (columns == 0 || columns * rows != predictions.Length) throw new ArgumentException($"{predictions.Length} predictions are not {rows} rows");
        if (targets.Length != rows * TargetColumns(columns)) throw new ArgumentException($"the loss {Name} of {rows} rows of {columns} predictions takes {rows * TargetColumns(columns)} targets, not {targets.Length}");
        if (!weights.IsEmpty && weights.Length != rows) throw new ArgumentException($"{weights.Length} weights for {rows} rows");
        if (!gradients.IsEmpty && gradients.Length != predictions.Length) throw new ArgumentException($"{gradients.Length} gradients for {predictions.Length} predictions");
        var total = (double)rows;
        if (!weights.IsEmpty)
        {
            total = 0;
            foreach (var weight in weights) total += weight >= 0 ? weight : throw new ArgumentException("a weight is negative or not a number");
            if (total == 0) throw new ArgumentException("the weights of the samples are all zero");
        }
        return Compute(new LossBatch(rows, columns, predictions, targets, weights, total), gradients);
    }

    private protected abstract double Compute(in LossBatch batch, Span<float> gradients);
}
