namespace Tidemark.Analytics.Risk;

/// <summary>Every fall from a peak of wealth to its recovery; wealth is 1 before the first return.</summary>
public static class DrawdownList
{
    /// <summary>The drawdowns one after the other; they do not overlap. The last one may not have recovered.</summary>
    public static IReadOnlyList<Drawdown> Compute(ReadOnlySpan<double> returns)
    {
        var found = new List<Drawdown>();
        double wealth = 1, peak = 1, depth = 0;
        int peakIndex = -1, troughIndex = -1;
        for (var i = 0; i < returns.Length; i++)
        {
            wealth *= 1 + returns[i];
            if (wealth >= peak)
            {
                if (depth < 0) found.Add(new Drawdown(depth, peakIndex, troughIndex, i, i - peakIndex));
                (peak, peakIndex, depth) = (wealth, i, 0);
                continue;
            }
            if (wealth / peak - 1 < depth) (depth, troughIndex) = (wealth / peak - 1, i);
        }
        if (depth < 0) found.Add(new Drawdown(depth, peakIndex, troughIndex, null, returns.Length - 1 - peakIndex));
        return found;
    }

    /// <summary>The deepest ones, the deepest first; equally deep ones in time order.</summary>
    public static IReadOnlyList<Drawdown> Deepest(ReadOnlySpan<double> returns, int count) =>
        [.. Compute(returns).OrderBy(drawdown => drawdown.Depth).ThenBy(drawdown => drawdown.PeakIndex).Take(count)];
}
