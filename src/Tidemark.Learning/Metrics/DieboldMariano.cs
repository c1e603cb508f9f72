using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Distributions;

namespace Tidemark.Learning.Metrics;

/// <summary>Whether one of two forecasts of the same samples is better than chance would make it.</summary>
/// <param name="MeanDifference">Mean of the first's losses minus the second's: below 0 the first is better.</param>
/// <param name="Statistic">The difference in standard errors, corrected for small samples; below 0 the first is better. NaN where all differences are equal.</param>
/// <param name="PValue">The probability of so large a difference, either way, between equally good forecasts; 1 where all differences are zero.</param>
/// <remarks>
/// Sources: F. X. Diebold and R. S. Mariano, "Comparing Predictive Accuracy" (1995); the correction and Student's distribution after
/// D. Harvey, S. Leybourne and P. Newbold, "Testing the Equality of Prediction Mean Squared Errors" (1997).
/// </remarks>
public sealed record DieboldMariano(double MeanDifference, double Statistic, double PValue)
{
    /// <summary>Compares losses of the same samples in the order of time.</summary>
    /// <param name="first">The loss of each sample under the first forecast: <see cref="ScoredSamples.Losses"/>.</param>
    /// <param name="second">Under the second.</param>
    /// <param name="horizon">How many samples ahead the forecasts look; losses are taken to depend on each other over that distance. At least 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, a loss is not finite, or there are not more than <paramref name="horizon"/> + 1 samples.</exception>
    public static DieboldMariano Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int horizon = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        SampleCheck.Finite("loss of the first forecast", first, first.Length);
        SampleCheck.Finite("loss of the second forecast", second, first.Length);
        if (first.Length < horizon + 2) throw new ArgumentException($"{first.Length} samples are too few to compare forecasts of {horizon} ahead");
        var differences = new double[first.Length];
        for (var i = 0; i < differences.Length; i++) differences[i] = first[i] - second[i];
        var mean = Moments.Mean(differences);
        if (!differences.AsSpan().ContainsAnyExcept(differences[0])) return new DieboldMariano(mean, double.NaN, mean == 0 ? 1 : 0);
        double n = differences.Length;
        var variance = LongRunVariance(differences, mean, horizon);
        var correction = (n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n;
        var statistic = mean / Math.Sqrt(variance / n) * Math.Sqrt(correction);
        return new DieboldMariano(mean, statistic, Math.Min(1, 2 * StudentDistribution.Cumulative(-Math.Abs(statistic), n - 1)));
    }

    /// <summary>The plain sum of autocovariances up to the horizon, as in the paper; where that is not positive, with weights that fall with the distance (Bartlett), which cannot be.</summary>
    private static double LongRunVariance(double[] differences, double mean, int horizon)
    {
        double own = Covariance(differences, mean, 0), plain = own, falling = own;
        for (var lag = 1; lag < horizon; lag++)
        {
            var covariance = Covariance(differences, mean, lag);
            plain += 2 * covariance;
            falling += 2 * (1 - (double)lag / horizon) * covariance;
        }
        return plain > 0 ? plain : falling;
    }

    private static double Covariance(double[] values, double mean, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < values.Length; i++) sum += (values[i] - mean) * (values[i - lag] - mean);
        return sum / values.Length;
    }
}
