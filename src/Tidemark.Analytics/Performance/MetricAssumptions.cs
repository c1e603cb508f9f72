namespace Tidemark.Analytics.Performance;

/// <summary>What metrics assume about the returns.</summary>
/// <param name="PeriodsPerYear">365 for days of a market that never closes, 8760 for hours, 252 for exchange days.</param>
/// <param name="RiskFreePerPeriod">The riskless return of one period.</param>
/// <param name="RequiredPerPeriod">The return below which a period counts as bad, for downside risk and Sortino.</param>
public readonly record struct MetricAssumptions(double PeriodsPerYear, double RiskFreePerPeriod = 0, double RequiredPerPeriod = 0)
{
    /// <summary>Days of a market that never closes, rate 0: the default of reports.</summary>
    public static readonly MetricAssumptions Daily = new(365);
}
