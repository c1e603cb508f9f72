namespace Tidemark.Learning.Trees.Forests;

/// <summary>Gini impurity or entropy; statistics are the weights of the classes.</summary>
internal sealed class ClassImpurity(int classes, bool isEntropy) : Impurity
{
    public override int Width => classes;

    public override void Add(Span<double> statistics, double target, double weight) => statistics[(int)target] += weight;

    public override double Score(ReadOnlySpan<double> statistics)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var own in statistics)
        {
            weight += own;
            if (!isEntropy) sum += own * own;
            else if (own > 0) sum += own * Math.Log2(own);
        }
        if (!(weight > 0)) return 0;
        return isEntropy ? sum - weight * Math.Log2(weight) : sum / weight;
    }

    public override double Weight(ReadOnlySpan<double> statistics)
    {
        var weight = 0.0;
        foreach (var own in statistics) weight += own;
        return weight;
    }

    public override bool IsPure(ReadOnlySpan<double> statistics, double score)
    {
        var present = 0;
        foreach (var own in statistics)
            if (own > 0) present++;
        return present < 2;
    }

    public override void Leaf(ReadOnlySpan<double> statistics, Span<double> values)
    {
        var weight = Weight(statistics);
        for (var i = 0; i < values.Length; i++) values[i] = statistics[values.Length == 1 ? 1 : i] / weight;
    }
}
