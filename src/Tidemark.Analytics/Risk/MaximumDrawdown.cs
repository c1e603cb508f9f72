namespace Tidemark.Analytics.Risk;

/// <summary>
/// The deepest fall from a peak of wealth, wealth being 1 before the first return. Zero when wealth never fell; negative otherwise.
/// </summary>
public static class MaximumDrawdown
{
    /// <summary>The depth alone; NaN for no periods.</summary>
    public static double Compute(ReadOnlySpan<double> returns)
    {
        if (returns.IsEmpty) return double.NaN;
        double wealth = 1, peak = 1, deepest = 0;
        foreach (var value in returns)
        {
            wealth *= 1 + value;
            if (double.IsNaN(wealth)) return double.NaN;
            if (wealth > peak) peak = wealth;
            else deepest = Math.Min(deepest, wealth / peak - 1);
        }
        return Quotient.FiniteOrNaN(deepest);
    }

    /// <summary>Wealth over its running peak minus 1, after each period.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than the returns.</exception>
    public static void ComputeSeries(ReadOnlySpan<double> returns, Span<double> destination)
    {
        double wealth = 1, peak = 1;
        for (var i = 0; i < returns.Length; i++)
        {
            wealth *= 1 + returns[i];
            peak = Math.Max(peak, wealth);
            destination[i] = wealth / peak - 1;
        }
    }

    /// <summary>The deepest drawdown with its dates; the first one when several are equally deep. Default (all zero) when wealth never fell.</summary>
    public static Drawdown Find(ReadOnlySpan<double> returns)
    {
        double wealth = 1, peak = 1, peakOfDeepest = 0;
        int peakIndex = -1;
        Drawdown? deepest = null;
        for (var i = 0; i < returns.Length; i++)
        {
            wealth *= 1 + returns[i];
            if (deepest is { RecoveryIndex: null } open && wealth >= peakOfDeepest)
                deepest = open with { RecoveryIndex = i, Length = i - open.PeakIndex };
            if (wealth >= peak) (peak, peakIndex) = (wealth, i);
            var depth = wealth / peak - 1;
            if (!(depth < (deepest?.Depth ?? 0))) continue;
            deepest = new Drawdown(depth, peakIndex, i, null, returns.Length - 1 - peakIndex);
            peakOfDeepest = peak;
        }
        return deepest ?? default;
    }

    /// <summary>The most periods in a row that wealth stayed below an earlier peak, the way down and back included.</summary>
    public static int LongestLength(ReadOnlySpan<double> returns)
    {
        double wealth = 1, peak = 1;
        int peakIndex = -1, longest = 0;
        for (var i = 0; i < returns.Length; i++)
        {
            wealth *= 1 + returns[i];
            if (wealth < peak)
            {
                longest = Math.Max(longest, i - peakIndex);
                continue;
            }
            if (peakIndex < i - 1) longest = Math.Max(longest, i - peakIndex);
            (peak, peakIndex) = (wealth, i);
        }
        return longest;
    }
}
