namespace Tidemark.Statistics.Descriptive;

/// <summary>Places of values in ascending order; equal values share the mean of their places.</summary>
public static class Ranks
{
    /// <summary>Ranks from 1; with weights a value counts as often as its weight says, so that whole weights are the same as repeating values.</summary>
    /// <param name="values">Without NaN.</param>
    /// <param name="weights">One a value, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">A value is NaN, or the number of weights differs.</exception>
    public static double[] Compute(ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default)
    {
        if (!weights.IsEmpty && weights.Length != values.Length) throw new ArgumentException($"{weights.Length} weights for {values.Length} values");
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            if (double.IsNaN(sorted[i])) throw new ArgumentException($"value {i + 1} is NaN and has no rank");
            order[i] = i;
        }
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        var below = 0.0;
        for (var start = 0; start < sorted.Length;)
        {
            var (end, tied) = (start, 0.0);
            for (; end < sorted.Length && sorted[end] == sorted[start]; end++) tied += weights.IsEmpty ? 1 : weights[order[end]];
            for (var i = start; i < end; i++) ranks[order[i]] = below + (tied + 1) / 2;
            below += tied;
            start = end;
        }
        return ranks;
    }
}
