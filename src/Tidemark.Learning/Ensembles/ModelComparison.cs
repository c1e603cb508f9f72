using System.Collections.Immutable;
using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Ensembles;

/// <summary>Compares single models, ensembles and baselines on the same unseen samples.</summary>
public static class ModelComparison
{
    /// <summary>One row a model, the best first.</summary>
    /// <param name="models">Names and predictions; the samples in the order of time.</param>
    /// <param name="reference">The name of the model that the others are compared with, usually a baseline.</param>
    /// <param name="metric">The figure.</param>
    /// <param name="horizon">How many samples ahead the models look.</param>
    /// <param name="options">How uncertainty is estimated; the block length is at least the horizon.</param>
    /// <exception cref="ArgumentException">The reference is not among the models, or they have different samples.</exception>
    public static ImmutableArray<ComparedModel> Compute(IReadOnlyList<(string Name, ScoredSamples Samples)> models, string reference, Metric metric, int horizon = 1, BootstrapOptions? options = null)
    {
        OnlineCombination.SameSamples([.. models.Select(model => model.Samples)]);
        var found = models.Where(model => model.Name == reference).Select(model => model.Samples).FirstOrDefault() ?? throw new ArgumentException($"there is no model '{reference}' to compare with");
        var drawn = options ?? new BootstrapOptions();
        drawn = drawn with { BlockLength = Math.Max(drawn.BlockLength ?? BlockBootstrap.UsualLength(found.Count), horizon) };
        var losses = found.Losses();
        var rows = models.Select(model =>
        {
            var value = MetricInterval.Compute(model.Samples, metric, drawn);
            if (model.Name == reference) return new ComparedModel(model.Name, value, null, null, false);
            var difference = MetricInterval.Difference(model.Samples, found, metric, drawn);
            var test = found.Count >= horizon + 2 ? DieboldMariano.Test(model.Samples.Losses(), losses, horizon) : null;
            return new ComparedModel(model.Name, value, difference, test, metric.IsHigherBetter ? difference.Low > 0 : difference.High < 0);
        });
        return [.. rows.OrderBy(row => double.IsNaN(row.Value.Estimate)).ThenBy(row => metric.IsHigherBetter ? -row.Value.Estimate : row.Value.Estimate).ThenBy(row => row.Name, StringComparer.Ordinal)];
    }
}
