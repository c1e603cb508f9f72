namespace Tidemark.Learning.Metrics;

/// <summary>What is above each distinct score, from the highest down: samples of equal scores come in one step.</summary>
internal sealed class ScoreSteps
{
    private ScoreSteps(double[] thresholds, double[] truePositives, double[] falsePositives)
    {
        Thresholds = thresholds;
        TruePositives = truePositives;
        FalsePositives = falsePositives;
    }

    /// <summary>The distinct scores, descending.</summary>
    public double[] Thresholds { get; }

    /// <summary>Weight of the samples of class 1 with that score or a higher one.</summary>
    public double[] TruePositives { get; }

    /// <summary>Weight of the samples of class 0 with that score or a higher one.</summary>
    public double[] FalsePositives { get; }

    public double Positives => TruePositives[^1];

    public double Negatives => FalsePositives[^1];

    public static ScoreSteps Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights)
    {
        SampleCheck.NotEmpty(labels.Length);
        SampleCheck.Labels(labels, 2);
        SampleCheck.Finite("score", scores, labels.Length);
        SampleCheck.Weights(weights, labels.Length);
        var sorted = scores.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        var steps = 0;
        double truePositives = 0, falsePositives = 0;
        var (thresholds, trues, falses) = (new double[sorted.Length], new double[sorted.Length], new double[sorted.Length]);
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            var weight = weights.IsEmpty ? 1 : weights[order[i]];
            if (labels[order[i]] == 1) truePositives += weight;
            else falsePositives += weight;
            if (i > 0 && sorted[i - 1] == sorted[i]) continue;
            (thresholds[steps], trues[steps], falses[steps]) = (sorted[i], truePositives, falsePositives);
            steps++;
        }
        return new ScoreSteps(thresholds[..steps], trues[..steps], falses[..steps]);
    }
}
