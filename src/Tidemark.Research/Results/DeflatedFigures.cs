using Tidemark.Analytics.Overfitting;

namespace Tidemark.Research.Results;

/// <summary>
/// What is left of the Sharpe ratio of a run when one knows how many models had been measured on the time that it trades: the best of many
/// models without skill has a good one too. Above 0.95 is what people want to see.
/// </summary>
/// <remarks>Source: D. H. Bailey and M. López de Prado, "The Deflated Sharpe Ratio" (2014).</remarks>
/// <param name="Trials">How many settings of models were measured on this time, the one that traded included.</param>
/// <param name="ExpectedMaximum">The Sharpe ratio of a year that the best of as many has by chance.</param>
/// <param name="Probability">That the true Sharpe ratio is above zero, so many having been tried.</param>
public sealed record DeflatedFigures(int Trials, double ExpectedMaximum, double Probability)
{
    /// <summary>What is assumed of the trials, for reports.</summary>
    public const string Definition = "the probability that the Sharpe ratio is above what the best of so many models without skill shows by chance; their Sharpe ratios are taken to spread as widely as those of strategies without skill over as many periods do";

    /// <summary>Null where nothing was tried.</summary>
    /// <param name="returns">Of the periods of the run.</param>
    /// <param name="trials">How many settings were measured.</param>
    /// <param name="periodsPerYear">Periods of a year.</param>
    internal static DeflatedFigures? Of(ReadOnlySpan<double> returns, int trials, double periodsPerYear)
    {
        if (trials < 1) return null;
        // The Sharpe ratios of the other trials are not kept, but that of a strategy without skill is known to have this variance.
        var variance = returns.Length > 1 ? 1.0 / (returns.Length - 1) : 0;
        return new DeflatedFigures(trials, ExpectedMaximumSharpe.Compute(trials, variance) * Math.Sqrt(periodsPerYear), DeflatedSharpeRatio.Compute(returns, trials, variance));
    }
}
