namespace Tidemark.Learning.Networks.Losses;

/// <summary>Mean of absolute errors (MAE, L1); its slope at zero is zero.</summary>
public sealed class MeanAbsoluteLoss : ElementLoss
{
    /// <inheritdoc/>
    public override string Name => "mae";

    private protected override double Of(double prediction, double target, out double slope)
    {
        var error = prediction - target;
        slope = error > 0 ? 1 : error < 0 ? -1 : error;
        return Math.Abs(error);
    }
}
