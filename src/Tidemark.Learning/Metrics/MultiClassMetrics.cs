namespace Tidemark.Learning.Metrics;

/// <summary>Every figure of a prediction of several classes; the likeliest class is predicted, the first of equals.</summary>
public sealed record MultiClassMetrics
{
    /// <summary>Number of samples.</summary>
    public required int Count { get; init; }

    /// <summary>Which class was predicted as which.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Mean of the areas below the curves of each class against the rest; NaN where all samples are of one class.</summary>
    public required double RocAuc { get; init; }

    /// <summary>Mean negative log likelihood, in nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Mean squared distance of the probabilities from the label, summed over the classes: from 0 to 2. Source: G. W. Brier (1950).</summary>
    public required double Brier { get; init; }

    /// <summary>Measures.</summary>
    /// <param name="labels">0 to <paramref name="classes"/> - 1.</param>
    /// <param name="probabilities"><c>[samples, classes]</c>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There are no samples, or something is no label, probability or weight; the message names the place.</exception>
    public static MultiClassMetrics Compute(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int classes, ReadOnlySpan<double> weights = default)
    {
        var logLoss = Metrics.LogLoss.MultiClass(labels, probabilities, classes, weights);
        var predictions = new int[labels.Length];
        double squares = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var own = probabilities.Slice(i * classes, classes);
            var weight = weights.IsEmpty ? 1 : weights[i];
            total += weight;
            for (var k = 0; k < classes; k++)
            {
                if (own[k] > own[predictions[i]]) predictions[i] = k;
                var error = own[k] - (labels[i] == k ? 1 : 0);
                squares += weight * error * error;
            }
        }
        return new MultiClassMetrics
        {
            Count = labels.Length,
            Confusion = new ConfusionMatrix(labels, predictions, classes, weights),
            RocAuc = RocCurve.AreaOneVersusRest(labels, probabilities, classes, weights),
            LogLoss = logLoss,
            Brier = squares / total,
        };
    }
}
