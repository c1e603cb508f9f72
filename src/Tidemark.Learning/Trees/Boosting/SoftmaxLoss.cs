namespace Tidemark.Learning.Trees.Boosting;

/// <summary>The log loss of several classes, with one tree for each class and round.</summary>
internal sealed class SoftmaxLoss : BoostingLoss
{
    public override MarginLink Link => MarginLink.Softmax;

    /// <summary>The same for all classes, so it moves no probability.</summary>
    public override double BestConstant(Samples samples) => 0.5;

    public override void Derive(Samples samples, ReadOnlySpan<float> margins, int output, Span<float> pairs)
    {
        var classes = samples.Outputs;
        Span<float> own = stackalloc float[Math.Min(classes, 256)];
        if (classes > 256) own = new float[classes];
        for (var i = 0; i < samples.Count; i++)
        {
            margins.Slice(i * classes, classes).CopyTo(own);
            Probabilities(own);
            var probability = own[output];
            pairs[2 * i] = (samples.Targets[i] == output ? probability - 1 : probability) * samples.Weights[i];
            pairs[2 * i + 1] = Math.Max(2 * probability * (1 - probability), SmallestHessian) * samples.Weights[i];
        }
    }

    public override double Mean(Samples samples, double[] values)
    {
        return WeightedMean(samples, i => -Math.Log(Math.Max(values[i * samples.Outputs + (int)samples.Targets[i]], 1e-16)));
    }

    /// <summary>Turns margins into probabilities in place.</summary>
    public static void Probabilities(Span<float> margins)
    {
        var largest = margins[0];
        foreach (var margin in margins) largest = Math.Max(largest, margin);
        var sum = 0.0;
        foreach (ref var margin in margins)
        {
            margin = MathF.Exp(margin - largest);
            sum += margin;
        }
        foreach (ref var margin in margins) margin /= (float)sum;
    }
}
