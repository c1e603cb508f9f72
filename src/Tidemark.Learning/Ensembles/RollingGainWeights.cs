namespace Tidemark.Learning.Ensembles;

/// <summary>
/// Weighs models by how much less they have lost than the best of some references (baselines) over the last outcomes; a model that was no better has no
/// weight, and where none was they weigh the same.
/// </summary>
public sealed class RollingGainWeights : IOnlineEnsemble
{
    private readonly double[][] recent; // [window][models, then references]
    private readonly double[] weights;
    private readonly int references;
    private int observed;

    /// <param name="models">How many, at least 1.</param>
    /// <param name="references">How many references they are measured by, at least 1; their losses are told behind those of the models.</param>
    /// <param name="window">Over how many outcomes losses are averaged, at least 1.</param>
    public RollingGainWeights(int models, int references, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(models, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(references, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        this.references = references;
        recent = new double[window][];
        weights = new double[models];
        Array.Fill(weights, 1.0 / models);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Weights => weights;

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<double> losses)
    {
        LossCheck.Possible(losses, weights.Length + references, double.MinValue, double.MaxValue);
        recent[observed++ % recent.Length] = losses.ToArray();
        var floor = double.PositiveInfinity;
        for (var reference = 0; reference < references; reference++) floor = Math.Min(floor, Mean(weights.Length + reference));
        var sum = 0.0;
        for (var model = 0; model < weights.Length; model++) sum += weights[model] = Math.Max(0, floor - Mean(model));
        for (var model = 0; model < weights.Length; model++) weights[model] = sum > 0 ? weights[model] / sum : 1.0 / weights.Length;
    }

    /// <summary>Summed anew: a running sum would keep rounding errors of losses that left long ago.</summary>
    private double Mean(int place)
    {
        var (count, sum) = (Math.Min(observed, recent.Length), 0.0);
        for (var i = 0; i < count; i++) sum += recent[i][place];
        return sum / count;
    }
}
