namespace Tidemark.Learning.Trees.Boosting;

/// <summary>The log loss of two classes; a margin is the logarithm of the odds.</summary>
/// <param name="positiveWeight">What class 1 weighs beside class 0.</param>
internal sealed class LogisticLoss(double positiveWeight) : BoostingLoss
{
    public override MarginLink Link => MarginLink.Logistic;

    public override float BaseMargin(double score)
    {
        if (score is not (> 0 and < 1)) throw new ArgumentException($"the base score of two classes lies between 0 and 1, not at {score}");
        return -MathF.Log(1 / (float)score - 1);
    }

    public override double BestConstant(Samples samples)
    {
        var (positive, all) = (0.0, 0.0);
        for (var i = 0; i < samples.Count; i++)
        {
            var weight = samples.Targets[i] == 1 ? samples.Weights[i] * positiveWeight : samples.Weights[i];
            positive += samples.Targets[i] * weight;
            all += weight;
        }
        return Math.Clamp(positive / all, 1e-6, 1 - 1e-6);
    }

    public override void Derive(Samples samples, ReadOnlySpan<float> margins, int output, Span<float> pairs)
    {
        for (var i = 0; i < samples.Count; i++)
        {
            var probability = Probability(margins[i]);
            var isPositive = samples.Targets[i] == 1;
            var weight = isPositive ? samples.Weights[i] * (float)positiveWeight : samples.Weights[i];
            pairs[2 * i] = (probability - (isPositive ? 1f : 0f)) * weight;
            pairs[2 * i + 1] = Math.Max(probability * (1 - probability), SmallestHessian) * weight;
        }
    }

    public override double Mean(Samples samples, double[] values)
    {
        return WeightedMean(samples, i => -Math.Log(Math.Max(samples.Targets[i] == 1 ? values[i] : 1 - values[i], 1e-16)));
    }

    public static float Probability(float margin) => 1 / (1 + MathF.Exp(Math.Min(-margin, 88.7f)));
}
