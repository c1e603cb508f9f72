namespace Tidemark.Learning.Networks.Losses;

/// <summary>Cross entropy of logits, one a class, against the number of the right class (one target a row); the mean over rows.</summary>
public sealed class CrossEntropyLoss : Loss
{
    /// <inheritdoc/>
    public override string Name => "cross-entropy";

    /// <inheritdoc/>
    public override int TargetColumns(int columns) => 1;

    private protected override double Compute(in LossBatch batch, Span<float> gradients)
    {
        var loss = 0.0;
        for (var row = 0; row < batch.Rows; row++)
        {
            var logits = batch.Row(row);
            var right = LossMath.ClassOf(batch.Targets[row], batch.Columns);
            var (share, sum) = (batch.Share(row), LossMath.LogSumExp(logits));
            loss += share * (sum - logits[right]);
            if (gradients.IsEmpty) continue;
            var gradient = gradients.Slice(row * batch.Columns, batch.Columns);
            for (var c = 0; c < gradient.Length; c++) gradient[c] = (float)(share * (Math.Exp(logits[c] - sum) - (c == right ? 1 : 0)));
        }
        return loss;
    }
}
