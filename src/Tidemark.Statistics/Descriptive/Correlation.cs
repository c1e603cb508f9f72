namespace Tidemark.Statistics.Descriptive;

/// <summary>How closely two series move together, from -1 to 1.</summary>
public static class Correlation
{
    /// <summary>Pearson's coefficient: covariance over both standard deviations. NaN for fewer than two values or where one series is constant.</summary>
    /// <param name="left">One series, finite.</param>
    /// <param name="right">The other, of the same length.</param>
    /// <param name="weights">One a pair, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Pearson(ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> weights = default)
    {
        if (left.Length != right.Length || (!weights.IsEmpty && weights.Length != left.Length)) throw new ArgumentException("a correlation needs series of the same length");
        if (left.Length < 2 || IsConstant(left, weights) || IsConstant(right, weights)) return double.NaN;
        double total = 0, meanLeft = 0, meanRight = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            total += weight;
            meanLeft += weight * left[i];
            meanRight += weight * right[i];
        }
        meanLeft /= total;
        meanRight /= total;
        double products = 0, squaresLeft = 0, squaresRight = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            double fromLeft = left[i] - meanLeft, fromRight = right[i] - meanRight;
            products += weight * fromLeft * fromRight;
            squaresLeft += weight * fromLeft * fromLeft;
            squaresRight += weight * fromRight * fromRight;
        }
        return Math.Clamp(products / (Math.Sqrt(squaresLeft) * Math.Sqrt(squaresRight)), -1, 1);
    }

    /// <summary>Spearman's coefficient: Pearson's of the ranks, equal values sharing the mean of their ranks. NaN where <see cref="Pearson"/> is.</summary>
    /// <param name="left">One series, without NaN.</param>
    /// <param name="right">The other, of the same length.</param>
    /// <param name="weights">One a pair, not negative; empty for equal weights.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is NaN.</exception>
    public static double Spearman(ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> weights = default) =>
        Pearson(Ranks.Compute(left, weights), Ranks.Compute(right, weights), weights);

    /// <summary>Whether all values that weigh anything are equal.</summary>
    private static bool IsConstant(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var first = double.NaN;
        for (var i = 0; i < values.Length; i++)
        {
            if (!weights.IsEmpty && weights[i] == 0) continue;
            if (double.IsNaN(first)) first = values[i];
            else if (values[i] != first) return false;
        }
        return true;
    }
}
