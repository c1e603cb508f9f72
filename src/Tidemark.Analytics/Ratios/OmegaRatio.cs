namespace Tidemark.Analytics.Ratios;

/// <summary>
/// What was gained above a threshold over what was missed below it: sum of max(r - t, 0) over sum of max(t - r, 0).
/// Source: C. Keating and W. F. Shadwick, "A Universal Performance Measure" (2002).
/// </summary>
public static class OmegaRatio
{
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="thresholdPerPeriod">t, for one period; see <see cref="ThresholdOfAnnual"/>.</param>
    /// <returns>NaN for no periods or when none was below the threshold.</returns>
    public static double Compute(ReadOnlySpan<double> returns, double thresholdPerPeriod = 0)
    {
        double gained = 0, missed = 0;
        foreach (var value in returns)
        {
            var excess = value - thresholdPerPeriod;
            if (excess > 0) gained += excess;
            else missed -= excess;
        }
        return Quotient.Of(gained, missed);
    }

    /// <summary>The threshold of one period that compounds to an annual one: (1 + annual)^(1 / N) - 1.</summary>
    public static double ThresholdOfAnnual(double annualReturn, double periodsPerYear) => Math.Pow(1 + annualReturn, 1 / periodsPerYear) - 1;
}
