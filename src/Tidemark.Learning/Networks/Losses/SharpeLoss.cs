namespace Tidemark.Learning.Networks.Losses;

/// <summary>
/// Minus the Sharpe ratio, per row, of holding positions: predictions are positions (1 is the whole capital long, -1 short; bound them, by tanh
/// for example), targets the returns that follow. With one column a row is a period; with several it is a period of as many instruments of
/// equal capital. Rows are consecutive periods of one history in order of time: shuffled rows give another ratio only through the costs.
/// </summary>
/// <remarks>
/// A row gains <c>g = mean over columns of (position * return - cost * |position - position before|)</c>, the position before the first row being
/// zero; the loss is <c>-mean(g) / sqrt(variance(g) + epsilon)</c> with the population variance. Weights weigh rows in mean and variance.
/// (Moody and Saffell 2001 train on it directly.)
/// </remarks>
public sealed class SharpeLoss : Loss
{
    private readonly double turnoverCost;
    private readonly double epsilon;

    /// <param name="turnoverCost">Cost of changing a position by one, as a fraction: 0.001 is ten basis points.</param>
    /// <param name="epsilon">Added to the variance, so that a flat history has a finite slope; in squared units of return.</param>
    public SharpeLoss(double turnoverCost = 0, double epsilon = 1e-8)
    {
        if (!(turnoverCost >= 0)) throw new ArgumentException($"the turnover cost cannot be {turnoverCost}; it is at least zero");
        if (!(epsilon > 0)) throw new ArgumentException($"epsilon of the Sharpe loss cannot be {epsilon}; it is above zero");
        this.turnoverCost = turnoverCost;
        this.epsilon = epsilon;
    }

    /// <inheritdoc/>
    public override string Name => "sharpe";

    private protected override double Compute(in LossBatch batch, Span<float> gradients)
    {
        var (mean, square) = (0.0, 0.0);
        for (var row = 0; row < batch.Rows; row++) mean += batch.Share(row) * Gain(batch, row);
        for (var row = 0; row < batch.Rows; row++)
        {
            var distance = Gain(batch, row) - mean;
            square += batch.Share(row) * distance * distance;
        }
        var deviation = Math.Sqrt(square + epsilon);
        if (gradients.IsEmpty) return -mean / deviation;
        var later = 0.0;
        for (var row = batch.Rows - 1; row >= 0; row--)
        {
            // The slope by this row's gain; a position moves its own row's gain and, through what it costs to leave it, the next row's.
            var slope = batch.Share(row) * (mean * (Gain(batch, row) - mean) / (deviation * deviation) - 1) / deviation / batch.Columns;
            for (var c = 0; c < batch.Columns; c++)
            {
                var i = row * batch.Columns + c;
                var gradient = slope * (batch.Targets[i] - turnoverCost * Math.Sign(batch.Predictions[i] - Before(batch, i)));
                if (row < batch.Rows - 1) gradient += later * turnoverCost * Math.Sign(batch.Predictions[i + batch.Columns] - batch.Predictions[i]);
                gradients[i] = (float)gradient;
            }
            later = slope;
        }
        return -mean / deviation;
    }

    private double Gain(in LossBatch batch, int row)
    {
        var sum = 0.0;
        for (var i = row * batch.Columns; i < (row + 1) * batch.Columns; i++)
            sum += (double)batch.Predictions[i] * batch.Targets[i] - turnoverCost * Math.Abs((double)batch.Predictions[i] - Before(batch, i));
        return sum / batch.Columns;
    }

    private static float Before(in LossBatch batch, int i) => i < batch.Columns ? 0 : batch.Predictions[i - batch.Columns];
}
