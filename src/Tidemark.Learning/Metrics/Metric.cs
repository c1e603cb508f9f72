using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Metrics;

/// <summary>A figure by which models are compared.</summary>
/// <param name="Name">camelCase: <c>rocAuc</c>.</param>
/// <param name="Title">For people: <c>ROC AUC</c>.</param>
/// <param name="Tasks">What it judges.</param>
/// <param name="IsHigherBetter">Whether the greater value wins.</param>
/// <param name="Compute">The value, NaN where it does not exist; throws <see cref="ArgumentException"/> on samples that cannot be.</param>
public sealed record Metric(string Name, string Title, ImmutableArray<LearningTask> Tasks, bool IsHigherBetter, Func<ScoredSamples, double> Compute)
{
    /// <summary>Whether one value is better than another; any value is better than NaN, and NaN than none.</summary>
    public bool IsBetter(double value, double than) =>
        !double.IsNaN(value) && (double.IsNaN(than) || (IsHigherBetter ? value > than : value < than));
}
