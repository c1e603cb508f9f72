namespace Tidemark.Learning.Trees.Boosting;

/// <summary>
/// The pinball loss of a quantile, of which the absolute error is the median's. It has no curvature: splits follow the signs, and a leaf
/// takes the quantile of its residuals.
/// </summary>
/// <param name="level">Of the quantile, between 0 and 1.</param>
/// <param name="scale">What the loss is multiplied by.</param>
internal sealed class AbsoluteLoss(double level, double scale) : BoostingLoss
{
    public override double? LeafQuantile => level;

    public override double BestConstant(Samples samples) => WeightedQuantile.Of((double[])samples.Targets.Clone(), (float[])samples.Weights.Clone(), level);

    public override void Derive(Samples samples, ReadOnlySpan<float> margins, int output, Span<float> pairs)
    {
        var (above, below) = ((float)(scale * (1 - level)), (float)(-scale * level));
        for (var i = 0; i < samples.Count; i++)
        {
            var residual = margins[i] - (float)samples.Targets[i];
            pairs[2 * i] = (residual > 0 ? above : residual < 0 ? below : 0) * samples.Weights[i];
            pairs[2 * i + 1] = samples.Weights[i];
        }
    }

    public override double Mean(Samples samples, double[] values)
    {
        return WeightedMean(samples, i => scale * Math.Max(level * (samples.Targets[i] - values[i]), (level - 1) * (samples.Targets[i] - values[i])));
    }
}
