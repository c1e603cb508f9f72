namespace Tidemark.Learning.Networks.Losses;

/// <summary>Cross entropy of logits of class 1 against targets from 0 to 1; exact for large logits as well.</summary>
public sealed class BinaryCrossEntropyOfLogitsLoss : ElementLoss
{
    /// <inheritdoc/>
    public override string Name => "bce-logits";

    private protected override double Of(double prediction, double target, out double slope)
    {
        slope = LossMath.Sigmoid(prediction) - target;
        return LossMath.SoftPlus(prediction) - prediction * target;
    }
}
