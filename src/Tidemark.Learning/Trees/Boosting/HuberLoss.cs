namespace Tidemark.Learning.Trees.Boosting;

/// <summary>The pseudo-Huber loss d^2 (sqrt(1 + (z/d)^2) - 1): squared near zero, straight far away.</summary>
/// <param name="slope">d, where it turns.</param>
internal sealed class HuberLoss(double slope) : BoostingLoss
{
    public override void Derive(Samples samples, ReadOnlySpan<float> margins, int output, Span<float> pairs)
    {
        var square = slope * slope;
        for (var i = 0; i < samples.Count; i++)
        {
            var residual = margins[i] - samples.Targets[i];
            var scale = 1 + residual * residual / square;
            var root = Math.Sqrt(scale);
            pairs[2 * i] = (float)(residual / root) * samples.Weights[i];
            pairs[2 * i + 1] = (float)(square / ((square + residual * residual) * root)) * samples.Weights[i];
        }
    }

    public override double Mean(Samples samples, double[] values)
    {
        return WeightedMean(samples, i => slope * slope * (Math.Sqrt(1 + Math.Pow((values[i] - samples.Targets[i]) / slope, 2)) - 1));
    }
}
