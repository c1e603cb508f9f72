namespace Tidemark.Learning.Networks.Losses;

/// <summary>The Huber loss divided by its delta, here called beta (smooth L1): the slope far out is 1 for every beta.</summary>
public sealed class SmoothAbsoluteLoss : ElementLoss
{
    private readonly double beta;

    /// <param name="beta">Where the line begins, above zero.</param>
    public SmoothAbsoluteLoss(double beta = 1)
    {
        if (!(beta > 0)) throw new ArgumentException($"beta of the smooth absolute loss cannot be {beta}; it is above zero");
        this.beta = beta;
    }

    /// <inheritdoc/>
    public override string Name => "smooth-l1";

    private protected override double Of(double prediction, double target, out double slope)
    {
        var error = prediction - target;
        slope = Math.Clamp(error / beta, -1, 1);
        return Math.Abs(error) < beta ? 0.5 * error * error / beta : Math.Abs(error) - 0.5 * beta;
    }
}
