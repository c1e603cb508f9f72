namespace Tidemark.Learning.Ensembles;

/// <summary>
/// Exponential weights (Hedge): each loss makes a model's weight smaller by a factor. Whatever happens, the weighted loss stays close to that of the best model in
/// hindsight: see <see cref="RegretBound"/>.
/// </summary>
/// <remarks>Sources: Y. Freund and R. Schapire (1997); N. Cesa-Bianchi and G. Lugosi, "Prediction, Learning, and Games" (2006), theorem 2.3.</remarks>
public sealed class HedgeWeights : IOnlineEnsemble
{
    private readonly double[] losses;
    private readonly double[] weights;
    private readonly double greatestLoss;
    private double weightedLoss;

    /// <param name="models">How many, at least 1.</param>
    /// <param name="greatestLoss">No loss may be greater; losses are measured in it. 1 for absolute errors of probabilities and Brier scores.</param>
    public HedgeWeights(int models, double greatestLoss = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(models, 1);
        if (!(greatestLoss > 0 && double.IsFinite(greatestLoss))) throw new ArgumentException(FormattableString.Invariant($"the greatest loss is {greatestLoss}; it must be above 0"));
        this.greatestLoss = greatestLoss;
        losses = new double[models];
        weights = new double[models];
        Array.Fill(weights, 1.0 / models);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>Outcomes seen.</summary>
    public int Observed { get; private set; }

    /// <summary>How much more the weighted models have lost, all together, than the best of them in hindsight.</summary>
    public double Regret => (weightedLoss - losses.Min()) * greatestLoss;

    /// <summary>What the regret never exceeds: 2 sqrt(T/2 ln N) + sqrt(ln N / 8), times the greatest loss. A convex loss of the weighted prediction is smaller still.</summary>
    public double RegretBound => Observed == 0 ? 0 : (2 * Math.Sqrt(Observed / 2.0 * Math.Log(weights.Length)) + Math.Sqrt(Math.Log(weights.Length) / 8)) * greatestLoss;

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<double> losses)
    {
        LossCheck.Possible(losses, weights.Length, 0, greatestLoss);
        Observed++;
        // The rate falls with time, so that the number of outcomes need not be known before.
        var rate = Math.Sqrt(8 * Math.Log(weights.Length) / (Observed + 1));
        for (var i = 0; i < weights.Length; i++)
        {
            weightedLoss += weights[i] * losses[i] / greatestLoss;
            this.losses[i] += losses[i] / greatestLoss;
        }
        for (var i = 0; i < weights.Length; i++) weights[i] = -rate * this.losses[i];
        Normalise.Exponentials(weights);
    }
}
