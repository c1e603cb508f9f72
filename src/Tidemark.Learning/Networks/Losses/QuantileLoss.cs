using System.Collections.Immutable;

namespace Tidemark.Learning.Networks.Losses;

/// <summary>
/// Pinball loss: a column a quantile, one target a row; <c>max(q e, (q - 1) e)</c> of the error <c>target - prediction</c>
/// (Koenker and Bassett 1978). Its minimum is where each column is that quantile of the target.
/// </summary>
public sealed class QuantileLoss : Loss
{
    /// <param name="quantiles">Between 0 and 1, one a column of the predictions.</param>
    public QuantileLoss(params ImmutableArray<double> quantiles)
    {
        if (quantiles.IsDefaultOrEmpty || quantiles.Any(quantile => !(quantile is > 0 and < 1))) throw new ArgumentException("quantiles lie between 0 and 1");
        Quantiles = quantiles;
    }

    /// <summary>The quantiles.</summary>
    public ImmutableArray<double> Quantiles { get; }

    /// <inheritdoc/>
    public override string Name => "quantile";

    /// <inheritdoc/>
    public override int TargetColumns(int columns) => 1;

    private protected override double Compute(in LossBatch batch, Span<float> gradients)
    {
        if (batch.Columns != Quantiles.Length) throw new ArgumentException($"{batch.Columns} predictions a row for {Quantiles.Length} quantiles");
        var loss = 0.0;
        for (var row = 0; row < batch.Rows; row++)
        {
            var share = batch.Share(row) / batch.Columns;
            for (var c = 0; c < batch.Columns; c++)
            {
                var (quantile, error) = (Quantiles[c], (double)batch.Targets[row] - batch.Row(row)[c]);
                loss += share * Math.Max(quantile * error, (quantile - 1) * error);
                if (!gradients.IsEmpty) gradients[row * batch.Columns + c] = (float)(share * (error > 0 ? -quantile : error < 0 ? 1 - quantile : error));
            }
        }
        return loss;
    }
}
