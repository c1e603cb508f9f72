namespace Tidemark.Statistics.Descriptive;

/// <summary>How much a series resembles itself some steps earlier.</summary>
public static class Autocorrelation
{
    /// <summary>
    /// The sample autocorrelation at one lag: the sum of products of deviations from the mean of the whole series, divided by the
    /// sum of squares. NaN when the lag leaves no pair or all values are equal.
    /// </summary>
    /// <remarks>Source: G. Box and G. Jenkins, "Time Series Analysis" (1976), equation 2.1.13.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The lag is negative.</exception>
    public static double AtLag(ReadOnlySpan<double> values, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        if (lag >= values.Length || !values.ContainsAnyExcept(values[0])) return double.NaN;
        double mean = Moments.Mean(values), products = 0, squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var deviation = values[i] - mean;
            squares += deviation * deviation;
            if (i >= lag) products += deviation * (values[i - lag] - mean);
        }
        return products / squares;
    }
}
