using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Distributions;

namespace Tidemark.Analytics.Overfitting;

/// <summary>
/// The probability that the true Sharpe ratio is above a target, from the length of the record and the shape of its returns:
/// Phi((SR - SR*) sqrt(T - 1) / sqrt(1 - skewness SR + (kurtosis - 1) / 4 SR²)).
/// </summary>
/// <remarks>Source: D. H. Bailey and M. López de Prado, "The Sharpe Ratio Efficient Frontier" (2012).</remarks>
public static class ProbabilisticSharpeRatio
{
    private const double NormalKurtosis = 3;

    /// <summary>From returns, their skewness and kurtosis corrected for bias.</summary>
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="target">The Sharpe ratio of a period (not of a year) to be beaten.</param>
    /// <returns>NaN for fewer than four periods or when all returns are equal.</returns>
    public static double Compute(ReadOnlySpan<double> returns, double target = 0) =>
        Compute(PerPeriod(returns), returns.Length, Moments.Skewness(returns), Moments.ExcessKurtosis(returns) + NormalKurtosis, target);

    /// <summary>From figures of a record.</summary>
    /// <param name="sharpe">Its Sharpe ratio of a period (not of a year).</param>
    /// <param name="periods">Number of periods.</param>
    /// <param name="skewness">Of its returns.</param>
    /// <param name="kurtosis">Of its returns, 3 for normal ones.</param>
    /// <param name="target">The Sharpe ratio of a period to be beaten.</param>
    /// <returns>NaN for fewer than two periods, where an input is NaN, or where the moments cannot be of one distribution.</returns>
    public static double Compute(double sharpe, int periods, double skewness, double kurtosis, double target)
    {
        if (periods < 2) return double.NaN;
        return NormalDistribution.Cumulative((sharpe - target) * Math.Sqrt(periods - 1) / Math.Sqrt(Spread(sharpe, skewness, kurtosis)));
    }

    /// <summary>The number of periods after which a record of such returns shows with a probability that its Sharpe ratio is above a target; NaN where it is not.</summary>
    /// <param name="sharpe">Its Sharpe ratio of a period.</param>
    /// <param name="skewness">Of its returns.</param>
    /// <param name="kurtosis">Of its returns, 3 for normal ones.</param>
    /// <param name="target">The Sharpe ratio of a period to be beaten.</param>
    /// <param name="probability">Between 0.5 and 1.</param>
    public static double MinimumTrackRecord(double sharpe, double skewness, double kurtosis, double target = 0, double probability = 0.95)
    {
        if (!(sharpe > target)) return double.NaN;
        var distance = NormalDistribution.Quantile(probability) / (sharpe - target);
        return 1 + Spread(sharpe, skewness, kurtosis) * distance * distance;
    }

    /// <summary>Mean over standard deviation (n - 1), not made annual; NaN when all returns are equal.</summary>
    internal static double PerPeriod(ReadOnlySpan<double> returns) => Quotient.Of(Moments.Mean(returns), Moments.StandardDeviation(returns));

    private static double Spread(double sharpe, double skewness, double kurtosis) => 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
}
