using System.Collections.Immutable;

namespace Tidemark.Learning.Metrics;

/// <summary>Precision and recall of class 1 at each threshold.</summary>
/// <param name="Precisions">Share of right ones among those at or above the threshold, led by 1 for the empty choice.</param>
/// <param name="Recalls">Share of class 1 that is found, ascending from 0; NaN where there is none.</param>
/// <param name="Thresholds">The distinct scores, descending; one fewer than points.</param>
public sealed record PrecisionRecallCurve(ImmutableArray<double> Precisions, ImmutableArray<double> Recalls, ImmutableArray<double> Thresholds)
{
    /// <summary>The curve with a point for each distinct score.</summary>
    /// <param name="labels">0 or 1.</param>
    /// <param name="scores">Higher means class 1 is likelier; finite.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There are no samples, or something is no label, score or weight; the message names the place.</exception>
    public static PrecisionRecallCurve Compute(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        var steps = ScoreSteps.Of(labels, scores, weights);
        return new PrecisionRecallCurve([1, .. steps.TruePositives.Select((count, i) => Precision(count, steps.FalsePositives[i]))],
            [0, .. steps.TruePositives.Select(count => count / steps.Positives)], [.. steps.Thresholds]);
    }

    /// <summary>Average precision: the area below the curve as a step function, without interpolation. NaN where class 1 is not there.</summary>
    /// <inheritdoc cref="Compute"/>
    public static double AveragePrecision(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        var steps = ScoreSteps.Of(labels, scores, weights);
        if (!(steps.Positives > 0)) return double.NaN;
        double sum = 0, before = 0;
        for (var i = 0; i < steps.Thresholds.Length; i++)
        {
            sum += (steps.TruePositives[i] - before) * Precision(steps.TruePositives[i], steps.FalsePositives[i]);
            before = steps.TruePositives[i];
        }
        return sum / steps.Positives;
    }

    // Samples without weight at the top leave nothing to divide by; they add nothing either.
    private static double Precision(double trues, double falses) => trues + falses > 0 ? trues / (trues + falses) : 1;
}
