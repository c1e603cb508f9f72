namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Half the squared error; the learning curve shows its root mean square.</summary>
internal sealed class SquaredLoss : BoostingLoss
{
    public override void Derive(Samples samples, ReadOnlySpan<float> margins, int output, Span<float> pairs)
    {
        for (var i = 0; i < samples.Count; i++)
        {
            var weight = samples.Weights[i];
            pairs[2 * i] = (margins[i] - (float)samples.Targets[i]) * weight;
            pairs[2 * i + 1] = weight;
        }
    }

    public override double Mean(Samples samples, double[] values)
    {
        return Math.Sqrt(WeightedMean(samples, i => (values[i] - samples.Targets[i]) * (values[i] - samples.Targets[i])));
    }
}
