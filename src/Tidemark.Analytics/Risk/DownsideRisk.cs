namespace Tidemark.Analytics.Risk;

/// <summary>
/// The annualised root mean square of shortfalls: sqrt(mean(min(r - required, 0)²)) * sqrt(N). The mean is over all periods, not
/// over the bad ones. Source: F. A. Sortino and L. N. Price, "Performance Measurement in a Downside Risk Framework" (1994).
/// </summary>
public static class DownsideRisk
{
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="periodsPerYear">N.</param>
    /// <param name="requiredPerPeriod">The return below which a period counts as bad.</param>
    public static double Compute(ReadOnlySpan<double> returns, double periodsPerYear, double requiredPerPeriod = 0)
    {
        if (returns.IsEmpty) return double.NaN;
        var sum = 0.0;
        foreach (var value in returns)
        {
            var shortfall = Math.Min(value - requiredPerPeriod, 0);
            sum += shortfall * shortfall;
        }
        return Quotient.FiniteOrNaN(Math.Sqrt(sum / returns.Length) * Math.Sqrt(periodsPerYear));
    }
}
