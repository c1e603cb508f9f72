namespace Tidemark.Research.Results;

/// <summary>The round trips that have something in common: an instrument, an exit reason.</summary>
/// <param name="Name">What they share.</param>
/// <param name="Statistics">What came of them.</param>
public sealed record TradeGroup(string Name, TradeStatistics Statistics)
{
    /// <summary>One group per name, ordered by name.</summary>
    public static IReadOnlyList<TradeGroup> By(IReadOnlyList<RoundTrip> roundTrips, Func<RoundTrip, string> nameOf) =>
        [.. roundTrips.GroupBy(nameOf, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new TradeGroup(group.Key.Length == 0 ? "(none)" : group.Key, TradeStatistics.Of(group)))];
}
