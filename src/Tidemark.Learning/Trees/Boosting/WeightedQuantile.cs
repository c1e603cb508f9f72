namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Quantiles of weighted values.</summary>
internal static class WeightedQuantile
{
    /// <summary>
    /// The value at which the weight below reaches <paramref name="level"/> of all. Equal weights interpolate between neighbours at rank
    /// level x (n + 1) - 1; other weights take the first value that reaches the level. The arguments are sorted in place.
    /// </summary>
    public static double Of(double[] values, float[] weights, double level)
    {
        if (values.Length == 0) return 0;
        Array.Sort(values, weights);
        if (weights.AsSpan().IndexOfAnyExcept(weights[0]) < 0)
        {
            var rank = level * (values.Length + 1) - 1;
            if (rank <= 0) return values[0];
            if (rank >= values.Length - 1) return values[^1];
            var low = (int)rank;
            return values[low] + (rank - low) * (values[low + 1] - values[low]);
        }
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i];
            if (sum >= level * total) return values[i];
        }
        return values[^1];
    }
}
