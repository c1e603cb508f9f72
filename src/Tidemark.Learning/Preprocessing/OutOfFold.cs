using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Predictions for samples by models that had not learnt from them.</summary>
public static class OutOfFold
{
    /// <summary>
    /// Cuts samples in the order of time into stretches, and predicts each by a model that learnt, preparation included, from the samples outside, those
    /// next to the stretch left out.
    /// </summary>
    /// <param name="pipeline">What is done to features.</param>
    /// <param name="estimator">The model.</param>
    /// <param name="samples">Features as they are.</param>
    /// <param name="validation">Samples to stop by, outside of <paramref name="samples"/>; null for none.</param>
    /// <param name="gap">How many samples on each side of a stretch are not learnt from, for labels that look so far ahead.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <param name="stretches">How many stretches.</param>
    /// <returns>The samples with their predictions; NaN where a window is not whole.</returns>
    /// <exception cref="ArgumentException">The model cannot learn from the samples outside a stretch.</exception>
    public static ScoredSamples Predict(InputPipeline pipeline, IEstimator estimator, TrainingSet samples, TrainingSet? validation, int gap, FitContext context, int stretches = 5)
    {
        var width = samples.Outputs;
        var outputs = new double[samples.Count * width];
        outputs.AsSpan().Fill(double.NaN);
        var quiet = context with { Progress = null, CheckpointPath = null };
        for (var part = 0; part < stretches; part++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (from, to) = ((int)((long)samples.Count * part / stretches), (int)((long)samples.Count * (part + 1) / stretches));
            var others = samples.Take(Enumerable.Range(0, samples.Count).Where(i => i < from - gap || i >= to + gap).ToArray());
            var model = pipeline.Prepare(others, validation, estimator.Window, quiet).Fit(estimator, quiet);
            int[] judged = [.. Enumerable.Range(from, to - from).Where(i => samples.Rows.Span[i] >= model.Window - 1)];
            var said = new double[judged.Length * model.Outputs];
            model.Predict(samples.Features, Array.ConvertAll(judged, i => samples.Rows.Span[i]), said);
            for (var i = 0; i < judged.Length; i++) said.AsSpan(i * model.Outputs, width).CopyTo(outputs.AsSpan(judged[i] * width));
        }
        return new ScoredSamples { Task = samples.Task, Classes = samples.Classes, Targets = samples.Targets, Outputs = outputs, Weights = samples.Weights };
    }
}
