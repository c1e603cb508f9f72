using Tidemark.Statistics.Descriptive;

namespace Tidemark.Learning.Metrics;

/// <summary>Every figure of a prediction of numbers.</summary>
public sealed record RegressionMetrics
{
    /// <summary>Number of samples.</summary>
    public required int Count { get; init; }

    /// <summary>Mean squared error.</summary>
    public required double MeanSquaredError { get; init; }

    /// <summary>Mean absolute error, in the unit of the values.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>1 minus squared errors over squared distances from the mean target: below 0 is worse than that mean. NaN where the targets are equal.</summary>
    public required double RSquared { get; init; }

    /// <summary>Pearson's correlation; NaN where either side is constant.</summary>
    public required double Pearson { get; init; }

    /// <summary>Spearman's rank correlation of prediction and outcome; NaN where either side is constant.</summary>
    public required double InformationCoefficient { get; init; }

    /// <summary>Share of samples whose prediction has the sign of the target; zero is a sign of its own.</summary>
    public required double DirectionalAccuracy { get; init; }

    /// <summary>Root of the mean squared error, in the unit of the values.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>Measures.</summary>
    /// <param name="targets">What happened; finite.</param>
    /// <param name="predictions">What was predicted; finite.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There are no samples, or something is not finite or no weight; the message names the place.</exception>
    public static RegressionMetrics Compute(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, ReadOnlySpan<double> weights = default)
    {
        SampleCheck.NotEmpty(targets.Length);
        SampleCheck.Finite("target", targets, targets.Length);
        SampleCheck.Finite("prediction", predictions, targets.Length);
        SampleCheck.Weights(weights, targets.Length);
        double total = 0, mean = 0, squares = 0, distances = 0, sameSign = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var error = predictions[i] - targets[i];
            total += weight;
            mean += weight * targets[i];
            squares += weight * error * error;
            distances += weight * Math.Abs(error);
            if (Math.Sign(targets[i]) == Math.Sign(predictions[i])) sameSign += weight;
        }
        mean /= total;
        var spread = 0.0;
        for (var i = 0; i < targets.Length; i++) spread += (weights.IsEmpty ? 1 : weights[i]) * (targets[i] - mean) * (targets[i] - mean);
        return new RegressionMetrics
        {
            Count = targets.Length,
            MeanSquaredError = squares / total,
            MeanAbsoluteError = distances / total,
            RSquared = targets.ContainsAnyExcept(targets[0]) && spread > 0 ? 1 - squares / spread : double.NaN,
            Pearson = Correlation.Pearson(targets, predictions, weights),
            InformationCoefficient = Correlation.Spearman(targets, predictions, weights),
            DirectionalAccuracy = sameSign / total,
        };
    }
}
