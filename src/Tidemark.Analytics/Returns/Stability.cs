using System.Buffers;
using Tidemark.Statistics.Regression;

namespace Tidemark.Analytics.Returns;

/// <summary>How straight the way up (or down) was: R² of a line through the cumulative logarithmic returns, between 0 and 1.</summary>
public static class Stability
{
    /// <returns>NaN for fewer than two periods, when wealth never changed, or when everything was lost.</returns>
    public static double Compute(ReadOnlySpan<double> returns)
    {
        var pooled = ArrayPool<double>.Shared.Rent(returns.Length);
        var logWealth = pooled.AsSpan(0, returns.Length);
        var sum = 0.0;
        for (var i = 0; i < returns.Length; i++) logWealth[i] = sum += Math.Log(1 + returns[i]);
        var fit = LinearFit.OverIndex(logWealth);
        ArrayPool<double>.Shared.Return(pooled);
        return Quotient.FiniteOrNaN(fit.RSquared);
    }
}
