namespace Tidemark.Research.Training.Markets;

/// <summary>
/// How far outcomes lay from what a model of values said: the 10 % and the 90 % quantile of its errors on samples from which it had not learnt.
/// Around a later prediction they make the range in which eight outcomes of ten should lie, as long as the market is as wild as it was then.
/// </summary>
internal static class ResidualRange
{
    private const double Tail = 0.1;
    private const int FewestErrors = 100;

    /// <summary>The range in units of the label; null where there are too few errors to tell.</summary>
    /// <param name="predictions">Out of fold; NaN where there are none.</param>
    /// <param name="targets">The labels of the same samples.</param>
    public static (double Low, double High)? Of(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets)
    {
        var errors = new List<double>(predictions.Length);
        for (var i = 0; i < predictions.Length; i++)
            if (double.IsFinite(targets[i] - predictions[i])) errors.Add(targets[i] - predictions[i]);
        if (errors.Count < FewestErrors) return null;
        errors.Sort();
        return (Quantile(errors, Tail), Quantile(errors, 1 - Tail));
    }

    /// <summary>Linear between the two nearest.</summary>
    private static double Quantile(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        return below + 1 < sorted.Count ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
