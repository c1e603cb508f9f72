namespace Tidemark.Learning.Trees.Forests;

/// <summary>The variance of targets; statistics are the sums of weights, of weighted targets and of their squares.</summary>
internal sealed class VarianceImpurity : Impurity
{
    public override int Width => 3;

    public override void Add(Span<double> statistics, double target, double weight)
    {
        statistics[0] += weight;
        statistics[1] += weight * target;
        statistics[2] += weight * target * target;
    }

    public override double Score(ReadOnlySpan<double> statistics) => statistics[0] > 0 ? statistics[1] * statistics[1] / statistics[0] : 0;

    public override double Weight(ReadOnlySpan<double> statistics) => statistics[0];

    public override bool IsPure(ReadOnlySpan<double> statistics, double score) => statistics[2] - score <= 1e-14 * statistics[2];

    public override void Leaf(ReadOnlySpan<double> statistics, Span<double> values) => values[0] = statistics[1] / statistics[0];
}
