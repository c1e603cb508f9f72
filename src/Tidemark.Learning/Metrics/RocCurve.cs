using System.Collections.Immutable;

namespace Tidemark.Learning.Metrics;

/// <summary>Receiver operating characteristic: what share of either class lies at or above each threshold.</summary>
/// <param name="FalsePositiveRates">Share of class 0 found, from 0 to 1.</param>
/// <param name="TruePositiveRates">Share of class 1 found.</param>
/// <param name="Thresholds">The distinct scores, descending, led by one above all of them (the highest plus 1).</param>
public sealed record RocCurve(ImmutableArray<double> FalsePositiveRates, ImmutableArray<double> TruePositiveRates, ImmutableArray<double> Thresholds)
{
    /// <summary>The curve with a point for each distinct score; rates of a class that is not there are NaN.</summary>
    /// <param name="labels">0 or 1.</param>
    /// <param name="scores">Higher means class 1 is likelier; finite.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There are no samples, or something is no label, score or weight; the message names the place.</exception>
    public static RocCurve Compute(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        var steps = ScoreSteps.Of(labels, scores, weights);
        return new RocCurve([0, .. steps.FalsePositives.Select(count => count / steps.Negatives)], [0, .. steps.TruePositives.Select(count => count / steps.Positives)],
            [steps.Thresholds[0] + 1, .. steps.Thresholds]);
    }

    /// <summary>
    /// The area below the curve: the probability that a sample of class 1 scores higher than one of class 0, equal scores counting half.
    /// NaN where one of the classes is not there.
    /// </summary>
    /// <inheritdoc cref="Compute"/>
    public static double Area(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        var steps = ScoreSteps.Of(labels, scores, weights);
        if (!(steps.Positives > 0 && steps.Negatives > 0)) return double.NaN;
        double area = 0, truesBefore = 0, falsesBefore = 0;
        for (var i = 0; i < steps.Thresholds.Length; i++)
        {
            area += (steps.FalsePositives[i] - falsesBefore) * (steps.TruePositives[i] + truesBefore) / 2;
            (truesBefore, falsesBefore) = (steps.TruePositives[i], steps.FalsePositives[i]);
        }
        return area / (steps.Positives * steps.Negatives);
    }

    /// <summary>The mean over the classes of the area of each against the rest; classes that hold no or all samples are left out, NaN where all are.</summary>
    /// <param name="labels">0 to <paramref name="classes"/> - 1.</param>
    /// <param name="probabilities"><c>[samples, classes]</c>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There are no samples, or something is no label, probability or weight; the message names the place.</exception>
    public static double AreaOneVersusRest(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int classes, ReadOnlySpan<double> weights = default)
    {
        SampleCheck.NotEmpty(labels.Length);
        SampleCheck.Labels(labels, classes);
        SampleCheck.Distributions(probabilities, labels.Length, classes);
        var (isClass, scores) = (new double[labels.Length], new double[labels.Length]);
        var (sum, count) = (0.0, 0);
        for (var k = 0; k < classes; k++)
        {
            for (var i = 0; i < labels.Length; i++) (isClass[i], scores[i]) = (labels[i] == k ? 1 : 0, probabilities[i * classes + k]);
            var area = Area(isClass, scores, weights);
            if (double.IsNaN(area)) continue;
            sum += area;
            count++;
        }
        return count == 0 ? double.NaN : sum / count;
    }
}
