namespace Tidemark.Learning.Networks.Losses;

/// <summary>A loss of each prediction beside its own target.</summary>
public abstract class ElementLoss : Loss
{
    private protected sealed override double Compute(in LossBatch batch, Span<float> gradients)
    {
        var loss = 0.0;
        for (var row = 0; row < batch.Rows; row++)
        {
            var share = batch.Share(row) / batch.Columns;
            var sum = 0.0;
            for (var i = row * batch.Columns; i < (row + 1) * batch.Columns; i++)
            {
                sum += Of(batch.Predictions[i], batch.Targets[i], out var slope);
                if (!gradients.IsEmpty) gradients[i] = (float)(share * slope);
            }
            loss += share * sum;
        }
        return loss;
    }

    private protected abstract double Of(double prediction, double target, out double slope);
}
