namespace Tidemark.Analytics.Returns;

/// <summary>What one unit of money became, less that unit: the product of (1 + r) minus 1.</summary>
public static class CumulativeReturn
{
    /// <summary>The return over all periods; NaN for none.</summary>
    public static double Compute(ReadOnlySpan<double> returns) => returns.IsEmpty ? double.NaN : Quotient.FiniteOrNaN(Growth(returns) - 1);

    /// <summary>The return from the start to the end of each period.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than the returns.</exception>
    public static void ComputeSeries(ReadOnlySpan<double> returns, Span<double> destination)
    {
        var wealth = 1.0;
        for (var i = 0; i < returns.Length; i++)
        {
            wealth *= 1 + returns[i];
            destination[i] = wealth - 1;
        }
    }

    /// <summary>The factor by which wealth grew.</summary>
    internal static double Growth(ReadOnlySpan<double> returns)
    {
        var wealth = 1.0;
        foreach (var value in returns) wealth *= 1 + value;
        return wealth;
    }
}
