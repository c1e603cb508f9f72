using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>Targets and weights of samples, for baselines that do not look at all features.</summary>
internal sealed class SampleTargets
{
    private readonly TrainingSet set;

    private SampleTargets(TrainingSet set) => this.set = set;

    public int Count => set.Count;

    /// <exception cref="ArgumentException">There are no samples, or a target or weight is not possible; the message names the place.</exception>
    public static SampleTargets Of(TrainingSet set)
    {
        if (set.Count == 0) throw new ArgumentException("there are no samples to learn from");
        var total = 0.0;
        for (var i = 0; i < set.Count; i++)
        {
            if (!double.IsFinite(set.Targets.Span[i])) throw new ArgumentException(FormattableString.Invariant($"the target of sample {i + 1} is {set.Targets.Span[i]}; it must be finite"));
            var weight = set.Weights.IsEmpty ? 1 : set.Weights.Span[i];
            if (!(weight >= 0 && double.IsFinite(weight))) throw new ArgumentException(FormattableString.Invariant($"the weight of sample {i + 1} is {weight}; it must be finite and not negative"));
            total += weight;
        }
        if (total == 0) throw new ArgumentException("all samples have weight zero");
        if (set.Task != LearningTask.Regression) ClassCounts.Of(set.Targets.Span, Classes(set));
        return new SampleTargets(set);
    }

    /// <summary>The mean target of some samples, or the shares of their classes.</summary>
    /// <param name="samples">Which.</param>
    /// <param name="smoothing">So many samples with the shares of all are added, so that few samples make no certainty.</param>
    public double[] Answer(IEnumerable<int> samples, double smoothing)
    {
        var sums = new double[set.Task == LearningTask.Regression ? 1 : Classes(set)];
        var total = 0.0;
        foreach (var i in samples)
        {
            var weight = set.Weights.IsEmpty ? 1 : set.Weights.Span[i];
            total += weight;
            if (set.Task == LearningTask.Regression) sums[0] += weight * set.Targets.Span[i];
            else sums[(int)set.Targets.Span[i]] += weight;
        }
        if (set.Task == LearningTask.Regression) return [total > 0 ? sums[0] / total : 0];
        var overall = smoothing > 0 ? Answer(Enumerable.Range(0, Count), 0) : null;
        var shares = sums.Select((sum, k) => (sum + smoothing * (overall is null ? 0 : overall.Length == 1 ? k == 1 ? overall[0] : 1 - overall[0] : overall[k])) / (total + smoothing)).ToArray();
        return set.Task == LearningTask.Binary ? [shares[1]] : shares;
    }

    private static int Classes(TrainingSet set) => set.Task == LearningTask.Binary ? 2 : set.Classes;
}
