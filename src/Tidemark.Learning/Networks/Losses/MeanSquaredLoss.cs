namespace Tidemark.Learning.Networks.Losses;

/// <summary>Mean of squared errors (MSE).</summary>
public sealed class MeanSquaredLoss : ElementLoss
{
    /// <inheritdoc/>
    public override string Name => "mse";

    private protected override double Of(double prediction, double target, out double slope)
    {
        var error = prediction - target;
        slope = 2 * error;
        return error * error;
    }
}
