using Tidemark.Learning.Metrics;
using Tidemark.Learning.Validation;

namespace Tidemark.Learning.Ensembles;

/// <summary>Runs weights over the predictions of models in the order of time.</summary>
public static class OnlineCombination
{
    /// <summary>The weighted predictions: for each sample the weights know only outcomes that were known when it was predicted.</summary>
    /// <param name="ensemble">The weights; changed by the run.</param>
    /// <param name="models">What each model predicted for the same samples, in the order of time.</param>
    /// <param name="horizon">After how many samples an outcome is known, at least 1: sample i is weighted by outcomes up to i - horizon.</param>
    /// <param name="loss">The loss that the weights see; null for <see cref="ScoredSamples.Losses()"/>.</param>
    /// <exception cref="ArgumentException">The models have different samples, or a loss is not possible.</exception>
    public static ScoredSamples Run(IOnlineEnsemble ensemble, IReadOnlyList<ScoredSamples> models, int horizon, Func<ScoredSamples, double[]>? loss = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        SameSamples(models);
        return Run(ensemble, models, [], SampleSpans.OfRows(models[0].Count, horizon), loss);
    }

    /// <summary>The same with the moments at which samples are made and their outcomes known; a sample without an outcome (NaN) is weighted, and weighs nothing itself.</summary>
    /// <param name="ensemble">The weights; changed by the run.</param>
    /// <param name="models">What each model predicted for the same samples, in the order of time.</param>
    /// <param name="references">Predictions for the same samples whose losses the weights are told behind those of the models; they are not weighted.</param>
    /// <param name="spans">When each sample is made and its outcome known: what is known at the very moment counts.</param>
    /// <param name="loss">The loss that the weights see; null for <see cref="ScoredSamples.Losses()"/>.</param>
    /// <exception cref="ArgumentException">The models have different samples, or a loss is not possible.</exception>
    public static ScoredSamples Run(IOnlineEnsemble ensemble, IReadOnlyList<ScoredSamples> models, IReadOnlyList<ScoredSamples> references, SampleSpans spans, Func<ScoredSamples, double[]>? loss = null)
    {
        SameSamples(models);
        SameSamples([models[0], .. references]);
        if (spans.Count != models[0].Count) throw new ArgumentException($"{spans.Count} spans for {models[0].Count} samples");
        var (count, width) = (models[0].Count, models[0].Count == 0 ? 0 : models[0].Outputs.Length / models[0].Count);
        var (outcomes, losses) = (Outcomes(models[0], spans), ((IEnumerable<ScoredSamples>)[.. models, .. references]).Select(one => KnownLosses(one, loss)).ToArray());
        var (combined, own, told) = (new double[count * width], new double[losses.Length], 0);
        for (var i = 0; i < count; i++)
        {
            for (; told < outcomes.Length && spans.Ends[outcomes[told]] <= spans.Starts[i]; told++) Tell(ensemble, losses, outcomes[told], own);
            for (var model = 0; model < models.Count; model++)
                for (var k = 0; k < width; k++) combined[i * width + k] += ensemble.Weights[model] * models[model].Outputs.Span[i * width + k];
        }
        return models[0] with { Outputs = combined };
    }

    /// <summary>Tells weights every outcome, in the order in which they are known: the weights after the last of them.</summary>
    /// <inheritdoc cref="Run(IOnlineEnsemble, IReadOnlyList{ScoredSamples}, IReadOnlyList{ScoredSamples}, SampleSpans, Func{ScoredSamples, double[]})"/>
    public static void Observe(IOnlineEnsemble ensemble, IReadOnlyList<ScoredSamples> models, IReadOnlyList<ScoredSamples> references, SampleSpans spans, Func<ScoredSamples, double[]>? loss = null)
    {
        SameSamples([.. models, .. references]);
        var losses = ((IEnumerable<ScoredSamples>)[.. models, .. references]).Select(one => KnownLosses(one, loss)).ToArray();
        var own = new double[losses.Length];
        foreach (var outcome in Outcomes(models[0], spans)) Tell(ensemble, losses, outcome, own);
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

    private static void Tell(IOnlineEnsemble ensemble, double[][] losses, int outcome, double[] own)
    {
        for (var model = 0; model < own.Length; model++) own[model] = losses[model][outcome];
        ensemble.Observe(own);
    }

    /// <summary>Samples that have an outcome, in the order in which it is known.</summary>
    private static int[] Outcomes(ScoredSamples samples, SampleSpans spans)
    {
        var targets = samples.Targets;
        int[] known = [.. Enumerable.Range(0, samples.Count).Where(i => !double.IsNaN(targets.Span[i]))];
        var ends = Array.ConvertAll(known, i => spans.Ends[i]);
        var order = Enumerable.Range(0, known.Length).OrderBy(i => ends[i]).ToArray();
        return Array.ConvertAll(order, i => known[i]);
    }

    /// <summary>The loss of each sample that has an outcome; NaN for others.</summary>
    private static double[] KnownLosses(ScoredSamples samples, Func<ScoredSamples, double[]>? loss)
    {
        var targets = samples.Targets;
        int[] known = [.. Enumerable.Range(0, samples.Count).Where(i => !double.IsNaN(targets.Span[i]))];
        var taken = known.Length == samples.Count ? samples : samples.Take(known);
        var own = loss is null ? taken.Losses() : loss(taken);
        if (known.Length == samples.Count) return own;
        var all = new double[samples.Count];
        Array.Fill(all, double.NaN);
        for (var i = 0; i < known.Length; i++) all[known[i]] = own[i];
        return all;
    }

    internal static void SameSamples(IReadOnlyList<ScoredSamples> models)
    {
        if (models.Count == 0) throw new ArgumentException("an ensemble has at least one model");
        foreach (var model in models)
            if (model.Task != models[0].Task || model.Classes != models[0].Classes || model.Outputs.Length != models[0].Outputs.Length || !model.Targets.Span.SequenceEqual(models[0].Targets.Span))
                throw new ArgumentException("models can be combined on the same samples only");
    }
}
