namespace Tidemark.Research.Reports;

/// <summary>The round trips that a report lists: the best, the worst and the last ones, each with its place in the run.</summary>
/// <param name="Best">The largest profits, the largest first.</param>
/// <param name="Worst">The largest losses, the largest first.</param>
/// <param name="Last">The last ones, the newest first.</param>
internal sealed record ShownTrades(IReadOnlyList<int> Best, IReadOnlyList<int> Worst, IReadOnlyList<int> Last)
{
    private const int Extremes = 10;
    private const int Newest = 20;

    /// <summary>The indices of all of them, each once, ascending.</summary>
    public IReadOnlyList<int> All { get; } = [.. Best.Concat(Worst).Concat(Last).Distinct().Order()];

    public static ShownTrades Of(IReadOnlyList<RoundTrip> trips)
    {
        var byProfit = Enumerable.Range(0, trips.Count).OrderBy(i => trips[i].Pnl).ThenBy(i => i).ToArray();
        return new ShownTrades(
            [.. byProfit.Reverse().Where(i => trips[i].Pnl > 0).Take(Extremes)],
            [.. byProfit.Where(i => trips[i].Pnl < 0).Take(Extremes)],
            [.. Enumerable.Range(0, trips.Count).Reverse().Take(Newest)]);
    }
}
