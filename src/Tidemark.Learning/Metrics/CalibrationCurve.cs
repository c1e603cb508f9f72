using System.Collections.Immutable;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Learning.Metrics;

/// <summary>Whether probabilities mean what they say: of the samples predicted with 70 %, are 70 % of class 1?</summary>
/// <param name="Bins">Bins that hold samples, by ascending probability.</param>
public sealed record CalibrationCurve(ImmutableArray<CalibrationBin> Bins)
{
    /// <summary>Mean distance between prediction and observation over the bins, each weighing as many samples as it holds.</summary>
    /// <remarks>Source: M. P. Naeini, G. Cooper and M. Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning" (2015).</remarks>
    public double ExpectedError => Bins.Sum(bin => bin.Weight * Math.Abs(bin.MeanProbability - bin.ObservedShare)) / Bins.Sum(bin => bin.Weight);

    /// <summary>The largest such distance.</summary>
    public double MaximumError => Bins.Max(bin => Math.Abs(bin.MeanProbability - bin.ObservedShare));

    /// <summary>Sorts samples into bins; a probability on an edge belongs to the bin below it.</summary>
    /// <param name="labels">0 or 1.</param>
    /// <param name="probabilities">Of class 1.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    /// <param name="ofEqualCount">Whether the bins hold about as many samples each, rather than being of equal width.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There are no samples, or something is no label, probability or weight; the message names the place.</exception>
    public static CalibrationCurve Compute(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int bins = 10, bool ofEqualCount = false,
        ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        SampleCheck.NotEmpty(labels.Length);
        SampleCheck.Labels(labels, 2);
        SampleCheck.Probabilities(probabilities, labels.Length);
        SampleCheck.Weights(weights, labels.Length);
        var edges = Edges(probabilities, bins, ofEqualCount);
        var (weight, predicted, observed) = (new double[bins], new double[bins], new double[bins]);
        for (var i = 0; i < labels.Length; i++)
        {
            var bin = 0;
            while (bin < edges.Length && edges[bin] < probabilities[i]) bin++;
            var own = weights.IsEmpty ? 1 : weights[i];
            weight[bin] += own;
            predicted[bin] += own * probabilities[i];
            observed[bin] += own * labels[i];
        }
        return new CalibrationCurve([.. Enumerable.Range(0, bins).Where(bin => weight[bin] > 0)
            .Select(bin => new CalibrationBin(weight[bin], predicted[bin] / weight[bin], observed[bin] / weight[bin]))]);
    }

    /// <summary>The edges between bins, ascending.</summary>
    private static double[] Edges(ReadOnlySpan<double> probabilities, int bins, bool ofEqualCount)
    {
        var edges = new double[bins - 1];
        var sorted = probabilities.ToArray();
        Array.Sort(sorted);
        for (var i = 0; i < edges.Length; i++)
        {
            var share = (i + 1.0) / bins;
            edges[i] = ofEqualCount ? Quantiles.OfSorted(sorted, share) : share;
        }
        return edges;
    }
}
