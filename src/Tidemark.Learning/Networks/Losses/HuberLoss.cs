namespace Tidemark.Learning.Networks.Losses;

/// <summary>Squared, halved, up to an error of delta and linear beyond: <c>0.5 e^2</c>, <c>delta (|e| - 0.5 delta)</c> (Huber 1964).</summary>
public sealed class HuberLoss : ElementLoss
{
    private readonly double delta;

    /// <param name="delta">Where the line begins, above zero.</param>
    public HuberLoss(double delta = 1)
    {
        if (!(delta > 0)) throw new ArgumentException($"delta of the Huber loss cannot be {delta}; it is above zero");
        this.delta = delta;
    }

    /// <inheritdoc/>
    public override string Name => "huber";

    private protected override double Of(double prediction, double target, out double slope)
    {
        var error = prediction - target;
        slope = Math.Clamp(error, -delta, delta);
        return Math.Abs(error) < delta ? 0.5 * error * error : delta * (Math.Abs(error) - 0.5 * delta);
    }
}
