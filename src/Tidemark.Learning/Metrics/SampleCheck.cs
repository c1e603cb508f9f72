namespace Tidemark.Learning.Metrics;

/// <summary>Refuses samples that have no metric, naming the place; counted from 1.</summary>
internal static class SampleCheck
{
    private const double RoundingOfFloat = 1e-3;

    public static void Labels(ReadOnlySpan<double> labels, int classes)
    {
        for (var i = 0; i < labels.Length; i++)
            if (!(labels[i] >= 0 && labels[i] < classes && labels[i] == Math.Floor(labels[i])))
                throw new ArgumentException(FormattableString.Invariant($"label {i + 1} is {labels[i]}; a label is a whole number from 0 to {classes - 1}"));
    }

    public static void Probabilities(ReadOnlySpan<double> probabilities, int count)
    {
        Same("probabilities", probabilities.Length, count);
        for (var i = 0; i < probabilities.Length; i++)
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1))
                throw new ArgumentException(FormattableString.Invariant($"probability {i + 1} is {probabilities[i]}; it must lie between 0 and 1"));
    }

    /// <summary>Rows of a probability for each class.</summary>
    public static void Distributions(ReadOnlySpan<double> probabilities, int count, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Same("probabilities", probabilities.Length, count * classes);
        for (var row = 0; row < count; row++)
        {
            var sum = 0.0;
            foreach (var probability in probabilities.Slice(row * classes, classes))
            {
                if (!(probability >= 0 && probability <= 1))
                    throw new ArgumentException(FormattableString.Invariant($"a probability of sample {row + 1} is {probability}; it must lie between 0 and 1"));
                sum += probability;
            }
            if (Math.Abs(sum - 1) > RoundingOfFloat) throw new ArgumentException(FormattableString.Invariant($"the probabilities of sample {row + 1} sum to {sum}, not 1"));
        }
    }

    public static void Finite(string what, ReadOnlySpan<double> values, int count)
    {
        Same(what + "s", values.Length, count);
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) throw new ArgumentException(FormattableString.Invariant($"{what} {i + 1} is {values[i]}; it must be finite"));
    }

    public static void Weights(ReadOnlySpan<double> weights, int count)
    {
        if (weights.IsEmpty) return;
        Same("weights", weights.Length, count);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && double.IsFinite(weights[i])))
                throw new ArgumentException(FormattableString.Invariant($"weight {i + 1} is {weights[i]}; it must be finite and not negative"));
            sum += weights[i];
        }
        if (count > 0 && sum == 0) throw new ArgumentException("all weights are zero");
    }

    public static void NotEmpty(int count)
    {
        if (count == 0) throw new ArgumentException("there are no samples to measure");
    }

    private static void Same(string what, int have, int count)
    {
        if (have != count) throw new ArgumentException($"{have} {what}, but {count} are needed");
    }
}
