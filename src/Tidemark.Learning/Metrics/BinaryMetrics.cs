namespace Tidemark.Learning.Metrics;

/// <summary>Every figure of a prediction of two classes.</summary>
public sealed record BinaryMetrics
{
    /// <summary>Number of samples.</summary>
    public required int Count { get; init; }

    /// <summary>From which probability on class 1 is predicted.</summary>
    public required double Threshold { get; init; }

    /// <summary>Which class was predicted as which.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Area below the receiver operating characteristic; NaN where one class is not there.</summary>
    public required double RocAuc { get; init; }

    /// <summary>Average precision, the area below the curve of precision over recall; NaN where class 1 is not there.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>Mean negative log likelihood, in nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Mean squared distance of the probability from the label. Source: G. W. Brier (1950).</summary>
    public required double Brier { get; init; }

    /// <summary>Expected calibration error over ten bins of equal width.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Share of samples of class 1.</summary>
    public required double PositiveShare { get; init; }

    /// <summary>Share of right predictions.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>Mean recall of both classes.</summary>
    public double BalancedAccuracy => Confusion.BalancedAccuracy;

    /// <summary>Share of predictions of class 1 that are right; 0 where there are none.</summary>
    public double Precision => Confusion.Precision(1);

    /// <summary>Share of class 1 that is found; 0 where there is none.</summary>
    public double Recall => Confusion.Recall(1);

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => Confusion.F1(1);

    /// <summary>Matthews' correlation; 0 where labels or predictions are of one class.</summary>
    public double Matthews => Confusion.Matthews;

    /// <summary>Measures.</summary>
    /// <param name="labels">0 or 1.</param>
    /// <param name="probabilities">Of class 1.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <param name="threshold">Class 1 is predicted from this probability on.</param>
    /// <exception cref="ArgumentException">There are no samples, or something is no label, probability or weight; the message names the place.</exception>
    public static BinaryMetrics Compute(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights = default, double threshold = 0.5)
    {
        if (!double.IsFinite(threshold)) throw new ArgumentException(FormattableString.Invariant($"the threshold is {threshold}; it must be finite"));
        var logLoss = Metrics.LogLoss.Binary(labels, probabilities, weights);
        var predictions = new int[labels.Length];
        double squares = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            predictions[i] = probabilities[i] >= threshold ? 1 : 0;
            squares += weight * (probabilities[i] - labels[i]) * (probabilities[i] - labels[i]);
            total += weight;
        }
        var confusion = new ConfusionMatrix(labels, predictions, 2, weights);
        return new BinaryMetrics
        {
            Count = labels.Length,
            Threshold = threshold,
            Confusion = confusion,
            RocAuc = RocCurve.Area(labels, probabilities, weights),
            AveragePrecision = PrecisionRecallCurve.AveragePrecision(labels, probabilities, weights),
            LogLoss = logLoss,
            Brier = squares / total,
            CalibrationError = CalibrationCurve.Compute(labels, probabilities, weights: weights).ExpectedError,
            PositiveShare = confusion.Truths(1) / total,
        };
    }
}
