namespace Tidemark.Learning.Ensembles;

/// <summary>Weighs models by the inverse of their mean loss over the last outcomes; equal weights until there is one.</summary>
/// <remarks>Source: J. M. Bates and C. W. J. Granger, "The Combination of Forecasts" (1969).</remarks>
public sealed class RollingSkillWeights : IOnlineEnsemble
{
    private const double SmallestLoss = 1e-12;
    private readonly double[][] recent; // [window][models]
    private readonly double[] weights;
    private readonly double power;
    private int observed;

    /// <param name="models">How many, at least 1.</param>
    /// <param name="window">Over how many outcomes losses are averaged, at least 1.</param>
    /// <param name="power">How much better models are favoured: 0 gives equal weights, 1 the inverse of the losses.</param>
    public RollingSkillWeights(int models, int window, double power = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(models, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        if (!(power >= 0 && double.IsFinite(power))) throw new ArgumentException(FormattableString.Invariant($"the power is {power}; it must be finite and not negative"));
        this.power = power;
        recent = new double[window][];
        weights = new double[models];
        Array.Fill(weights, 1.0 / models);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Weights => weights;

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<double> losses)
    {
        LossCheck.Possible(losses, weights.Length, 0, double.MaxValue);
        recent[observed++ % recent.Length] = losses.ToArray();
        var count = Math.Min(observed, recent.Length);
        // Summed anew: a running sum would keep rounding errors of losses that left long ago.
        for (var model = 0; model < weights.Length; model++)
        {
            var sum = 0.0;
            for (var i = 0; i < count; i++) sum += recent[i][model];
            weights[model] = -power * Math.Log(Math.Max(sum / count, SmallestLoss));
        }
        Normalise.Exponentials(weights);
    }
}
