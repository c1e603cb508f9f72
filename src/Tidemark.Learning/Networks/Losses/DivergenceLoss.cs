namespace Tidemark.Learning.Networks.Losses;

/// <summary>
/// Kullback-Leibler divergence of the softmax of logits from target probabilities: <c>sum q (log q - log p)</c> over columns, the mean over rows
/// (PyTorch's <c>batchmean</c> of <c>log_softmax</c>).
/// </summary>
public sealed class DivergenceLoss : Loss
{
    /// <inheritdoc/>
    public override string Name => "kl";

    private protected override double Compute(in LossBatch batch, Span<float> gradients)
    {
        var loss = 0.0;
        for (var row = 0; row < batch.Rows; row++)
        {
            var logits = batch.Row(row);
            var targets = batch.Targets.Slice(row * batch.Columns, batch.Columns);
            var (share, logSum, mass, sum) = (batch.Share(row), LossMath.LogSumExp(logits), 0.0, 0.0);
            for (var c = 0; c < targets.Length; c++)
            {
                double target = targets[c];
                if (!(target >= 0)) throw new ArgumentException($"a target probability cannot be {target}");
                mass += target;
                if (target > 0) sum += target * (Math.Log(target) - (logits[c] - logSum));
            }
            loss += share * sum;
            if (gradients.IsEmpty) continue;
            var gradient = gradients.Slice(row * batch.Columns, batch.Columns);
            for (var c = 0; c < gradient.Length; c++) gradient[c] = (float)(share * (mass * Math.Exp(logits[c] - logSum) - targets[c]));
        }
        return loss;
    }
}
