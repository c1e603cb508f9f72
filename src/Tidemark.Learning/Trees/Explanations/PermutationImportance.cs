using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Trees.Explanations;

/// <summary>
/// How much worse a model predicts when one feature of the samples is shuffled: means and standard deviations over repetitions, one a
/// feature. Source: Breiman (2001), section 10.
/// </summary>
/// <param name="Score">The metric on the samples as they are.</param>
/// <param name="Means">Score minus the shuffled score; positive where the feature helps, for metrics that are better when higher.</param>
/// <param name="Deviations">Population standard deviations over the repetitions.</param>
public sealed record PermutationImportance(double Score, ImmutableArray<double> Means, ImmutableArray<double> Deviations)
{
    /// <summary>Of any model; where it reads a window of rows, the feature is shuffled between samples as a whole window.</summary>
    /// <param name="model">The model; it is used from this thread only.</param>
    /// <param name="samples">Samples, best ones that it has not learnt from.</param>
    /// <param name="metric">Higher is better: of targets, and of predictions <c>[samples, outputs]</c>.</param>
    /// <param name="repeats">How often each feature is shuffled.</param>
    /// <param name="seed">Of the shuffling; a feature's numbers do not depend on the others.</param>
    /// <param name="cancellation">Ends it.</param>
    public static PermutationImportance Compute(IFittedModel model, TrainingSet samples, Func<double[], double[], double> metric, int repeats, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        if (samples.Count == 0) throw new ArgumentException("there are no samples to shuffle");
        if (samples.Features.Columns != model.Columns) throw new ArgumentException($"the samples have {samples.Features.Columns} features, the model reads {model.Columns}");
        var targets = samples.Targets.ToArray();
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var score = metric(targets, Predict(model, samples, -1, order));
        var (means, deviations) = (new double[model.Columns], new double[model.Columns]);
        for (var column = 0; column < model.Columns; column++)
        {
            var losses = new double[repeats];
            var random = new SeededRandom(seed, $"permutation of feature {column}");
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                cancellation.ThrowIfCancellationRequested();
                random.Shuffle<int>(order);
                losses[repeat] = score - metric(targets, Predict(model, samples, column, order));
            }
            means[column] = losses.Average();
            deviations[column] = Math.Sqrt(losses.Average(loss => (loss - means[column]) * (loss - means[column])));
            for (var i = 0; i < order.Length; i++) order[i] = i;
        }
        return new PermutationImportance(score, [.. means], [.. deviations]);
    }

    private static double[] Predict(IFittedModel model, TrainingSet samples, int column, int[] order)
    {
        var (outputs, window) = (new double[samples.Count * model.Outputs], new float[model.Window * model.Columns]);
        var rows = samples.Rows.Span;
        for (var i = 0; i < rows.Length; i++)
        {
            samples.Features.Read(rows[i] - model.Window + 1, model.Window).CopyTo(window);
            if (column >= 0)
            {
                var other = samples.Features.Read(rows[order[i]] - model.Window + 1, model.Window);
                for (var at = column; at < window.Length; at += model.Columns) window[at] = other[at];
            }
            model.Predict(window, outputs.AsSpan(i * model.Outputs, model.Outputs));
        }
        return outputs;
    }
}
