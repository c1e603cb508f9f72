using System.Buffers;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Risk;

/// <summary>
/// The mean of the worst returns (expected shortfall): of the floor((n - 1) * c) + 1 smallest, c being the share of the tail.
/// Source: R. T. Rockafellar and S. Uryasev, "Optimization of Conditional Value-at-Risk" (2000).
/// </summary>
public static class ConditionalValueAtRisk
{
    /// <param name="returns">Simple returns per period, in any order.</param>
    /// <param name="tailProbability">The share of the worst periods, such as 0.05.</param>
    public static double Compute(ReadOnlySpan<double> returns, double tailProbability = 0.05)
    {
        var pooled = ArrayPool<double>.Shared.Rent(returns.Length);
        returns.CopyTo(pooled);
        var sorted = pooled.AsSpan(0, returns.Length);
        sorted.Sort();
        var mean = OfSorted(sorted, tailProbability);
        ArrayPool<double>.Shared.Return(pooled);
        return mean;
    }

    /// <summary>The same for returns in ascending order.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double tailProbability)
    {
        if (sorted.IsEmpty) return double.NaN;
        var count = (int)Math.Floor((sorted.Length - 1) * tailProbability) + 1;
        return Quotient.FiniteOrNaN(Moments.Mean(sorted[..count]));
    }
}
