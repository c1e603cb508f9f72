namespace Tidemark.Statistics.Descriptive;

/// <summary>Mean, spread and shape of a sample, in two passes. NaN in gives NaN out; so does a sample that is too short.</summary>
public static class Moments
{
    /// <summary>The arithmetic mean; NaN for no values.</summary>
    public static double Mean(ReadOnlySpan<double> values) => values.IsEmpty ? double.NaN : Sum(values) / values.Length;

    /// <summary>The sum, with the rounding errors of the additions carried along (Neumaier 1974).</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0, lost = 0;
        foreach (var value in values)
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        return double.IsFinite(lost) ? sum + lost : sum;
    }

    /// <summary>The sum of squared deviations from the mean, divided by n - <paramref name="ddof"/>; exactly zero when all values are equal.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="ddof">Delta degrees of freedom: 1 for the unbiased estimate, 0 for the population.</param>
    /// <returns>NaN when there are not more values than <paramref name="ddof"/>.</returns>
    public static double Variance(ReadOnlySpan<double> values, int ddof = 1)
    {
        if (values.Length <= ddof) return double.NaN;
        return CentralSum(values, Mean(values)) / (values.Length - ddof);
    }

    /// <summary>The square root of <see cref="Variance"/>, in the unit of the values.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values, int ddof = 1) => Math.Sqrt(Variance(values, ddof));

    /// <summary>
    /// Skewness, corrected for bias: G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2^1.5. NaN for fewer than 3 values or when all are equal.
    /// Source: D. N. Joanes and C. A. Gill, "Comparing Measures of Sample Skewness and Kurtosis" (1998).
    /// </summary>
    public static double Skewness(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        if (n < 3) return double.NaN;
        var (m2, m3, _) = HigherMoments(values);
        return m2 == 0 ? double.NaN : Math.Sqrt(n * (n - 1)) / (n - 2) * m3 / (m2 * Math.Sqrt(m2));
    }

    /// <summary>
    /// Kurtosis in excess of the normal distribution's 3, corrected for bias: G2 = (n - 1) / ((n - 2) (n - 3)) * ((n + 1) (m4 / m2^2 - 3) + 6).
    /// NaN for fewer than 4 values or when all are equal. Source: Joanes and Gill (1998).
    /// </summary>
    public static double ExcessKurtosis(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        if (n < 4) return double.NaN;
        var (m2, _, m4) = HigherMoments(values);
        return m2 == 0 ? double.NaN : (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6);
    }

    /// <summary>The sample covariance of two series of equal length, divided by n - <paramref name="ddof"/>; NaN when too short.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Covariance(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int ddof = 1)
    {
        if (left.Length != right.Length) throw new ArgumentException("covariance needs two series of the same length");
        if (left.Length <= ddof) return double.NaN;
        double meanLeft = Mean(left), meanRight = Mean(right), sum = 0;
        for (var i = 0; i < left.Length; i++) sum += (left[i] - meanLeft) * (right[i] - meanRight);
        return sum / (left.Length - ddof);
    }

    private static double CentralSum(ReadOnlySpan<double> values, double mean)
    {
        // The mean of equal values may differ from them in the last bit; their spread is zero all the same.
        if (!values.ContainsAnyExcept(values[0])) return double.IsNaN(values[0]) ? double.NaN : 0;
        double squares = 0, deviations = 0;
        foreach (var value in values)
        {
            var deviation = value - mean;
            squares += deviation * deviation;
            deviations += deviation;
        }
        return squares - deviations * deviations / values.Length;
    }

    /// <summary>The population's second, third and fourth central moments.</summary>
    private static (double M2, double M3, double M4) HigherMoments(ReadOnlySpan<double> values)
    {
        if (!values.ContainsAnyExcept(values[0])) return (0, 0, 0);
        double mean = Mean(values), m2 = 0, m3 = 0, m4 = 0;
        foreach (var value in values)
        {
            var deviation = value - mean;
            var square = deviation * deviation;
            m2 += square;
            m3 += square * deviation;
            m4 += square * square;
        }
        return (m2 / values.Length, m3 / values.Length, m4 / values.Length);
    }
}
