namespace Tidemark.Learning.Metrics;

/// <summary>Mean negative log likelihood of the labels, in nats. Probabilities are kept 2.2e-16 away from 0 and 1, so that one sure error is dear but finite.</summary>
public static class LogLoss
{
    private const double Smallest = 2.220446049250313e-16;

    /// <summary>Of two classes.</summary>
    /// <param name="labels">0 or 1.</param>
    /// <param name="probabilities">Of class 1.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There are no samples, or something is no label, probability or weight; the message names the place.</exception>
    public static double Binary(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights = default)
    {
        SampleCheck.NotEmpty(labels.Length);
        SampleCheck.Labels(labels, 2);
        SampleCheck.Probabilities(probabilities, labels.Length);
        SampleCheck.Weights(weights, labels.Length);
        double sum = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var likelihood = Math.Clamp(labels[i] == 1 ? probabilities[i] : 1 - probabilities[i], Smallest, 1 - Smallest);
            sum -= weight * Math.Log(likelihood);
            total += weight;
        }
        return sum / total;
    }

    /// <summary>Of several classes; the probabilities of a sample are first made to sum to 1.</summary>
    /// <param name="labels">0 to <paramref name="classes"/> - 1.</param>
    /// <param name="probabilities"><c>[samples, classes]</c>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There are no samples, or something is no label, probability or weight; the message names the place.</exception>
    public static double MultiClass(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int classes, ReadOnlySpan<double> weights = default)
    {
        SampleCheck.NotEmpty(labels.Length);
        SampleCheck.Labels(labels, classes);
        SampleCheck.Distributions(probabilities, labels.Length, classes);
        SampleCheck.Weights(weights, labels.Length);
        double sum = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var all = 0.0;
            foreach (var probability in probabilities.Slice(i * classes, classes)) all += Math.Clamp(probability, Smallest, 1 - Smallest);
            var weight = weights.IsEmpty ? 1 : weights[i];
            sum -= weight * Math.Log(Math.Clamp(probabilities[i * classes + (int)labels[i]], Smallest, 1 - Smallest) / all);
            total += weight;
        }
        return sum / total;
    }
}
