using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Selection;

/// <summary>
/// Joins features that say nearly the same (average linkage over one less the absolute rank correlation) and keeps of each group the one with the largest
/// mutual information with the target, by bins. The validation samples are not looked at.
/// </summary>
/// <param name="Threshold">Groups are joined while their mean correlation is at least this.</param>
/// <param name="Bins">How many bins.</param>
public sealed record CorrelationClusterSelector(double Threshold = 0.8, int Bins = 16) : IFeatureSelector
{
    /// <inheritdoc/>
    public string Name => "correlation-clusters";

    /// <inheritdoc/>
    public FeatureRanking Rank(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var relevance = new MutualInformationSelector(0, Bins).Rank(train, validation, context).Scores;
        var best = Clusters(train).Select(cluster => cluster.MaxBy(column => relevance[column])).OrderByDescending(column => relevance[column]).ThenBy(column => column);
        return new FeatureRanking([.. best], relevance);
    }

    /// <summary>The groups, each with the numbers of its columns in order; groups by their first column.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Clusters(TrainingSet train)
    {
        if (!(Threshold > 0 && Threshold <= 1)) throw new ArgumentException($"a correlation of {Threshold} to join features must lie above 0 and at most at 1");
        var ranks = ChosenColumns.Filled(train).Select(Ranks).ToArray();
        var correlation = new double[ranks.Length, ranks.Length];
        for (var left = 0; left < ranks.Length; left++)
            for (var right = left + 1; right < ranks.Length; right++) correlation[left, right] = correlation[right, left] = Math.Abs(Correlation(ranks[left], ranks[right]));
        var clusters = Enumerable.Range(0, ranks.Length).Select(column => new List<int> { column }).ToList();
        while (clusters.Count > 1)
        {
            var (first, second, closest) = (0, 0, double.NegativeInfinity);
            for (var left = 0; left < clusters.Count; left++)
                for (var right = left + 1; right < clusters.Count; right++)
                {
                    var mean = clusters[left].Average(x => clusters[right].Average(y => correlation[x, y]));
                    if (mean > closest) (first, second, closest) = (left, right, mean);
                }
            // Equal columns correlate as one but for the last digit.
            if (closest < Threshold - 1e-12) break;
            clusters[first].AddRange(clusters[second]);
            clusters.RemoveAt(second);
        }
        foreach (var cluster in clusters) cluster.Sort();
        return [.. clusters.OrderBy(cluster => cluster[0])];
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort([.. values], order);
        var ranks = new double[values.Length];
        for (var first = 0; first < order.Length;)
        {
            var end = first + 1;
            while (end < order.Length && values[order[end]] == values[order[first]]) end++;
            for (var i = first; i < end; i++) ranks[order[i]] = (first + end - 1) / 2.0 - (values.Length - 1) / 2.0;
            first = end;
        }
        return ranks;
    }

    private static double Correlation(double[] left, double[] right)
    {
        double product = 0, ofLeft = 0, ofRight = 0;
        for (var i = 0; i < left.Length; i++)
        {
            product += left[i] * right[i];
            ofLeft += left[i] * left[i];
            ofRight += right[i] * right[i];
        }
        return ofLeft > 0 && ofRight > 0 ? product / Math.Sqrt(ofLeft * ofRight) : 0;
    }
}
