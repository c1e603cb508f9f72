using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Ensembles;

/// <summary>Runs weights over the predictions of models in the order of time.</summary>
public static class OnlineCombination
{
    /// <summary>The weighted predictions: for each sample the weights know only outcomes that were known when it was predicted.</summary>
    /// <param name="ensemble">The weights; changed by the run.</param>
    /// <param name="models">What each model predicted for the same samples, in the order of time.</param>
    /// <param name="horizon">After how many samples an outcome is known, at least 1: sample i is weighted by outcomes up to i - horizon.</param>
    /// <param name="loss">The loss that the weights see; null for <see cref="ScoredSamples.Losses"/>.</param>
    /// <exception cref="ArgumentException">The models have different samples, or a loss is not possible.</exception>
    public static ScoredSamples Run(IOnlineEnsemble ensemble, IReadOnlyList<ScoredSamples> models, int horizon, Func<ScoredSamples, double[]>? loss = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        SameSamples(models);
        var losses = models.Select(loss ?? (samples => samples.Losses())).ToArray();
        var (count, width) = (models[0].Count, models[0].Count == 0 ? 0 : models[0].Outputs.Length / models[0].Count);
        var combined = new double[count * width];
        var own = new double[models.Count];
        for (var i = 0; i < count; i++)
        {
            if (i >= horizon)
            {
                for (var model = 0; model < own.Length; model++) own[model] = losses[model][i - horizon];
                ensemble.Observe(own);
            }
            for (var model = 0; model < own.Length; model++)
                for (var k = 0; k < width; k++) combined[i * width + k] += ensemble.Weights[model] * models[model].Outputs.Span[i * width + k];
        }
        return models[0] with { Outputs = combined };
    }

    /// <summary>The squared error of a probability, between 0 and 1 (to 2 for several classes): a loss for <see cref="HedgeWeights"/> on classes.</summary>
    public static double[] BrierLosses(ScoredSamples samples)
    {
        var width = samples.Count == 0 ? 1 : samples.Outputs.Length / samples.Count;
        var losses = new double[samples.Count];
        for (var i = 0; i < losses.Length; i++)
            for (var k = 0; k < width; k++)
            {
                var target = width == 1 ? samples.Targets.Span[i] : samples.Targets.Span[i] == k ? 1 : 0;
                losses[i] += (samples.Outputs.Span[i * width + k] - target) * (samples.Outputs.Span[i * width + k] - target);
            }
        return losses;
    }

    internal static void SameSamples(IReadOnlyList<ScoredSamples> models)
    {
        if (models.Count == 0) throw new ArgumentException("an ensemble has at least one model");
        foreach (var model in models)
            if (model.Task != models[0].Task || model.Classes != models[0].Classes || model.Outputs.Length != models[0].Outputs.Length || !model.Targets.Span.SequenceEqual(models[0].Targets.Span))
                throw new ArgumentException("models can be combined on the same samples only");
    }
}
