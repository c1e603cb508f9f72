namespace Tidemark.Learning.Trees.Forests;

/// <summary>
/// How mixed a node is. Statistics are sums over samples, so that a side grows sample by sample; a score is minus the impurity times
/// the weight, without what no split changes. Source: L. Breiman et al., "Classification and Regression Trees" (1984).
/// </summary>
internal abstract class Impurity
{
    /// <summary>Numbers in the statistics of a node.</summary>
    public abstract int Width { get; }

    public abstract void Add(Span<double> statistics, double target, double weight);

    public abstract double Score(ReadOnlySpan<double> statistics);

    public abstract double Weight(ReadOnlySpan<double> statistics);

    /// <summary>Whether no split can better a node with this score.</summary>
    public abstract bool IsPure(ReadOnlySpan<double> statistics, double score);

    /// <summary>What a leaf predicts: the mean, the share of class 1 of two, or the shares of all classes.</summary>
    public abstract void Leaf(ReadOnlySpan<double> statistics, Span<double> values);
}
