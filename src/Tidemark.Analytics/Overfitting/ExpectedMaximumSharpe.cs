using Tidemark.Statistics.Distributions;

namespace Tidemark.Analytics.Overfitting;

/// <summary>
/// The Sharpe ratio that the best of many trials without skill has by chance: the standard deviation of the trials times
/// (1 - g) Z(1 - 1/N) + g Z(1 - 1/(N e)), g being Euler's constant and Z the normal quantile.
/// </summary>
/// <remarks>Source: D. H. Bailey and M. López de Prado, "The Deflated Sharpe Ratio" (2014).</remarks>
public static class ExpectedMaximumSharpe
{
    private const double EulersConstant = 0.5772156649015329;

    /// <param name="trials">How many different settings were tried, at least 1; for one trial nothing is expected: 0.</param>
    /// <param name="variance">Variance (n - 1) of the Sharpe ratios of the trials, in the unit in which the answer is wanted (of a period or of a year).</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no trials, or the variance is negative.</exception>
    public static double Compute(double trials, double variance)
    {
        if (!(trials >= 1)) throw new ArgumentOutOfRangeException(nameof(trials), trials, "at least one trial was made");
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        return trials == 1 || variance == 0 ? 0 : Math.Sqrt(variance) * OfUnitVariance(trials);
    }

    /// <summary>The expected greatest of so many standard normal numbers.</summary>
    internal static double OfUnitVariance(double trials) =>
        -((1 - EulersConstant) * NormalDistribution.Quantile(1 / trials) + EulersConstant * NormalDistribution.Quantile(1 / (trials * Math.E)));
}
