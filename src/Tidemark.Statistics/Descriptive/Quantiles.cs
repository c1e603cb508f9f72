using System.Buffers;

namespace Tidemark.Statistics.Descriptive;

/// <summary>Quantiles with linear interpolation between the two nearest ranks (type 7 of Hyndman and Fan 1996, the usual default).</summary>
public static class Quantiles
{
    /// <summary>The quantile of values in any order; sorts a pooled copy.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="probability">Between 0 and 1.</param>
    /// <returns>NaN for no values or when one of them is NaN.</returns>
    public static double Compute(ReadOnlySpan<double> values, double probability)
    {
        var copy = ArrayPool<double>.Shared.Rent(values.Length);
        values.CopyTo(copy);
        var sorted = copy.AsSpan(0, values.Length);
        sorted.Sort();
        var quantile = OfSorted(sorted, probability);
        ArrayPool<double>.Shared.Return(copy);
        return quantile;
    }

    /// <summary>The quantile of values in ascending order (NaN first, as sorting puts them).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability lies between 0 and 1");
        if (sorted.IsEmpty || double.IsNaN(sorted[0])) return double.NaN;
        var rank = probability * (sorted.Length - 1);
        var lower = (int)Math.Floor(rank);
        if (lower >= sorted.Length - 1) return sorted[^1];
        var weight = rank - lower;
        double left = sorted[lower], right = sorted[lower + 1], step = right - left;
        return weight < 0.5 ? left + step * weight : right - step * (1 - weight);
    }
}
