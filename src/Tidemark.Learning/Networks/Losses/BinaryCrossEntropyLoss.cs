namespace Tidemark.Learning.Networks.Losses;

/// <summary>Cross entropy of probabilities of class 1 against targets from 0 to 1. Logarithms stop at -100 and slopes at 1e12, so that a certain mistake stays finite.</summary>
public sealed class BinaryCrossEntropyLoss : ElementLoss
{
    private const double LowestLogarithm = -100;
    private const double LeastVariance = 1e-12;

    /// <inheritdoc/>
    public override string Name => "bce";

    private protected override double Of(double prediction, double target, out double slope)
    {
        if (!(prediction is >= 0 and <= 1)) throw new ArgumentException($"a probability cannot be {prediction}");
        slope = (prediction - target) / Math.Max(prediction * (1 - prediction), LeastVariance);
        return -(target * Math.Max(Math.Log(prediction), LowestLogarithm) + (1 - target) * Math.Max(Math.Log(1 - prediction), LowestLogarithm));
    }
}
