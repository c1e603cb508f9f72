namespace Tidemark.Learning.Ensembles;

/// <summary>
/// Exponential weights whose rate follows the losses themselves (AdaHedge): nothing need be known of how large they are or how many will come. Where models
/// hardly differ it decides soon, where their losses are wild it is careful.
/// </summary>
/// <remarks>Source: S. de Rooij, T. van Erven, P. Grünwald and W. Koolen, "Follow the Leader If You Can, Hedge If You Must" (2014), section 2 and theorem 6.</remarks>
public sealed class AdaptiveHedgeWeights : IOnlineEnsemble
{
    private readonly double[] totals;
    private readonly double[] weights;
    private double weightedLoss, gap, variances, widest;

    /// <param name="models">How many, at least 1.</param>
    public AdaptiveHedgeWeights(int models)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(models, 1);
        totals = new double[models];
        weights = new double[models];
        Array.Fill(weights, 1.0 / models);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>Outcomes seen.</summary>
    public int Observed { get; private set; }

    /// <summary>How much more the weighted models have lost, all together, than the best of them in hindsight.</summary>
    public double Regret => weightedLoss - totals.Min();

    /// <summary>What the regret never exceeds: twice the sum of the mixability gaps, and also 2 sqrt(V ln N) + S (4/3 ln N + 2), V being the sum of the variances of the losses under the weights and S their widest range.</summary>
    public double RegretBound => Math.Min(2 * gap, 2 * Math.Sqrt(variances * Math.Log(weights.Length)) + widest * (4.0 / 3 * Math.Log(weights.Length) + 2));

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<double> losses)
    {
        LossCheck.Possible(losses, weights.Length, double.MinValue, double.MaxValue);
        Observed++;
        var (mean, square, least, greatest, before) = (0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity, totals.Min());
        for (var i = 0; i < weights.Length; i++)
        {
            mean += weights[i] * losses[i];
            (least, greatest) = (Math.Min(least, losses[i]), Math.Max(greatest, losses[i]));
        }
        for (var i = 0; i < weights.Length; i++) square += weights[i] * (losses[i] - mean) * (losses[i] - mean);
        var rate = Rate();
        var mix = double.IsInfinity(rate) ? double.NaN : Mix(losses, rate);
        for (var i = 0; i < totals.Length; i++) totals[i] += losses[i];
        if (double.IsNaN(mix)) mix = totals.Min() - before;
        weightedLoss += mean;
        variances += square;
        widest = Math.Max(widest, greatest - least);
        // Rounding may leave a hair below zero.
        gap += Math.Max(0, mean - mix);
        Weigh();
    }

    private double Rate() => gap > 0 ? Math.Log(weights.Length) / gap : double.PositiveInfinity;

    /// <summary>The loss of a mixture at a rate: -ln(sum of w e^(-rate loss)) / rate.</summary>
    private double Mix(ReadOnlySpan<double> losses, double rate)
    {
        var least = double.PositiveInfinity;
        for (var i = 0; i < weights.Length; i++)
            if (weights[i] > 0) least = Math.Min(least, losses[i]);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            if (weights[i] > 0) sum += weights[i] * Math.Exp(-rate * (losses[i] - least));
        return least - Math.Log(sum) / rate;
    }

    private void Weigh()
    {
        var (rate, least) = (Rate(), totals.Min());
        for (var i = 0; i < weights.Length; i++)
            weights[i] = double.IsInfinity(rate) ? (totals[i] == least ? 0 : double.NegativeInfinity) : -rate * (totals[i] - least);
        Normalise.Exponentials(weights);
    }
}
