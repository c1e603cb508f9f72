using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Selection;

/// <summary>
/// mRMR: takes one feature after another, each time the one whose mutual information with the target, less its mean mutual information with
/// those taken already, is largest (the difference form; mutual information by bins). The validation samples are not looked at.
/// </summary>
/// <remarks>Source: H. Peng, F. Long and C. Ding, "Feature selection based on mutual information: criteria of max-dependency, max-relevance, and min-redundancy" (2005).</remarks>
/// <param name="Count">How many features are taken; 0 for all.</param>
/// <param name="Bins">How many bins.</param>
public sealed record RelevanceRedundancySelector(int Count = 0, int Bins = 16) : IFeatureSelector
{
    /// <inheritdoc/>
    public string Name => "mrmr";

    /// <inheritdoc/>
    public FeatureRanking Rank(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var targets = train.Targets.ToArray();
        var target = train.Task == LearningTask.Regression ? MutualInformation.Bins(targets, Bins) : [.. targets.Select(value => (int)value)];
        var bins = ChosenColumns.Filled(train).Select(values => MutualInformation.Bins(values, Bins)).ToArray();
        var relevance = bins.Select(column => MutualInformation.Binned(column, target)).ToArray();
        var (redundancy, scores, taken) = (new double[bins.Length], new double[bins.Length], new List<int>());
        scores.AsSpan().Fill(double.NegativeInfinity);
        var left = Enumerable.Range(0, bins.Length).ToList();
        while (left.Count > 0 && (Count == 0 || taken.Count < Count))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var best = left.MaxBy(Worth);
            scores[best] = Worth(best);
            taken.Add(best);
            left.Remove(best);
            foreach (var other in left) redundancy[other] += MutualInformation.Binned(bins[other], bins[best]);
        }
        return new FeatureRanking([.. taken], scores.ToImmutableArray());

        double Worth(int column) => relevance[column] - (taken.Count == 0 ? 0 : redundancy[column] / taken.Count);
    }
}
