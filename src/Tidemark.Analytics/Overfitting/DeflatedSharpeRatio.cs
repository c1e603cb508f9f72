using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Overfitting;

/// <summary>
/// The probability that the best of many trials has a true Sharpe ratio above zero, given how many were tried: the probabilistic Sharpe ratio against what
/// the best of as many trials without skill has by chance. Above 0.95 is what people want to see.
/// </summary>
/// <remarks>Source: D. H. Bailey and M. López de Prado, "The Deflated Sharpe Ratio" (2014).</remarks>
public static class DeflatedSharpeRatio
{
    /// <param name="returns">Simple returns per period of the chosen trial.</param>
    /// <param name="trials">How many different settings were tried, at least 1.</param>
    /// <param name="variance">Variance (n - 1) of the Sharpe ratios of a period (not of a year) over the trials.</param>
    /// <returns>NaN for fewer than four periods or when all returns are equal.</returns>
    public static double Compute(ReadOnlySpan<double> returns, double trials, double variance) =>
        ProbabilisticSharpeRatio.Compute(returns, ExpectedMaximumSharpe.Compute(trials, variance));

    /// <param name="returns">Simple returns per period of the chosen trial.</param>
    /// <param name="trialSharpes">The Sharpe ratio of a period of each trial, the chosen one's included; those that are NaN count as trials but not for the variance.</param>
    /// <returns>NaN for fewer than four periods or when all returns are equal.</returns>
    public static double Compute(ReadOnlySpan<double> returns, ReadOnlySpan<double> trialSharpes)
    {
        var known = trialSharpes.ToArray().Where(double.IsFinite).ToArray();
        var variance = known.Length < 2 ? 0 : Moments.Variance(known);
        return Compute(returns, Math.Max(1, trialSharpes.Length), variance);
    }

    /// <summary>How many of so many trials count as independent, given the mean correlation of their returns: p + (1 - p) N, between 1 and N.</summary>
    public static double IndependentTrials(int trials, double meanCorrelation) => Math.Clamp(meanCorrelation + (1 - meanCorrelation) * trials, 1, Math.Max(1, trials));
}
