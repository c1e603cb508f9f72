namespace Tidemark.Learning.Metrics;

/// <summary>How often a class was predicted as which, and the figures that follow from it alone.</summary>
public sealed class ConfusionMatrix
{
    private readonly double[] counts; // [truth, prediction]

    /// <param name="labels">The true class of each sample, 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="predictions">The predicted class of each.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="weights">One a sample, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There are no samples, the lengths differ, or something is no class or no weight; the message names the place.</exception>
    public ConfusionMatrix(ReadOnlySpan<double> labels, ReadOnlySpan<int> predictions, int classes, ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        SampleCheck.NotEmpty(labels.Length);
        SampleCheck.Labels(labels, classes);
        SampleCheck.Weights(weights, labels.Length);
        if (predictions.Length != labels.Length) throw new ArgumentException($"{predictions.Length} predictions for {labels.Length} labels");
        Classes = classes;
        counts = new double[classes * classes];
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)predictions[i] >= (uint)classes) throw new ArgumentException($"prediction {i + 1} is {predictions[i]}; classes are 0 to {classes - 1}");
            counts[(int)labels[i] * classes + predictions[i]] += weights.IsEmpty ? 1 : weights[i];
        }
        foreach (var count in counts) Total += count;
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number (weight) of all samples.</summary>
    public double Total { get; }

    /// <summary>Number (weight) of samples of a class that were predicted as another or the same.</summary>
    public double this[int truth, int prediction] => counts[truth * Classes + prediction];

    /// <summary>Share of right predictions.</summary>
    public double Accuracy => Sum(k => this[k, k]) / Total;

    /// <summary>Mean recall of the classes that there are among the labels.</summary>
    public double BalancedAccuracy
    {
        get
        {
            var present = Enumerable.Range(0, Classes).Where(k => Truths(k) > 0).ToArray();
            return present.Sum(Recall) / present.Length;
        }
    }

    /// <summary>Mean F1 of the classes that occur among labels or predictions.</summary>
    public double MacroF1
    {
        get
        {
            var present = Enumerable.Range(0, Classes).Where(k => Truths(k) + Predictions(k) > 0).ToArray();
            return present.Sum(F1) / present.Length;
        }
    }

    /// <summary>Mean precision of the classes that occur among labels or predictions.</summary>
    public double MacroPrecision
    {
        get
        {
            var present = Enumerable.Range(0, Classes).Where(k => Truths(k) + Predictions(k) > 0).ToArray();
            return present.Sum(Precision) / present.Length;
        }
    }

    /// <summary>Mean F1, each class weighing as often as it occurs among the labels.</summary>
    public double WeightedF1 => Sum(k => F1(k) * Truths(k)) / Total;

    /// <summary>Matthews' correlation of labels and predictions, for any number of classes; 0 where either has one class only.</summary>
    /// <remarks>Source: J. Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient" (2004).</remarks>
    public double Matthews
    {
        get
        {
            var both = Sum(k => this[k, k]) * Total - Sum(k => Truths(k) * Predictions(k));
            var spread = (Total * Total - Sum(k => Predictions(k) * Predictions(k))) * (Total * Total - Sum(k => Truths(k) * Truths(k)));
            return spread > 0 ? both / Math.Sqrt(spread) : 0;
        }
    }

    /// <summary>Cohen's kappa: agreement beyond that of chance; NaN where chance agrees always. Source: J. Cohen (1960).</summary>
    public double Kappa
    {
        get
        {
            var chance = Sum(k => Truths(k) * Predictions(k)) / (Total * Total);
            return chance < 1 ? (Accuracy - chance) / (1 - chance) : double.NaN;
        }
    }

    /// <summary>Share of predictions of a class that are right; 0 where it is never predicted.</summary>
    public double Precision(int predicted) => Predictions(predicted) is > 0 and var all ? this[predicted, predicted] / all : 0;

    /// <summary>Share of samples of a class that are found; 0 where there are none.</summary>
    public double Recall(int truth) => Truths(truth) is > 0 and var all ? this[truth, truth] / all : 0;

    /// <summary>Harmonic mean of precision and recall; 0 where the class is neither there nor predicted.</summary>
    public double F1(int one) => Truths(one) + Predictions(one) is > 0 and var both ? 2 * this[one, one] / both : 0;

    /// <summary>Number (weight) of samples of a class.</summary>
    public double Truths(int truth) => Sum(k => this[truth, k]);

    /// <summary>Number (weight) of predictions of a class.</summary>
    public double Predictions(int predicted) => Sum(k => this[k, predicted]);

    private double Sum(Func<int, double> term)
    {
        var sum = 0.0;
        for (var k = 0; k < Classes; k++) sum += term(k);
        return sum;
    }
}
