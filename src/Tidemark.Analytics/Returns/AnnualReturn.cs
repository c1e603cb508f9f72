namespace Tidemark.Analytics.Returns;

/// <summary>The constant yearly return that leads to the same wealth (CAGR): product of (1 + r) to the power N / n, minus 1.</summary>
public static class AnnualReturn
{
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="periodsPerYear">N: 365 for days of a market that never closes.</param>
    /// <returns>NaN for no periods, or when more than everything was lost.</returns>
    public static double Compute(ReadOnlySpan<double> returns, double periodsPerYear) =>
        returns.IsEmpty ? double.NaN : Quotient.FiniteOrNaN(Math.Pow(CumulativeReturn.Growth(returns), periodsPerYear / returns.Length) - 1);
}
