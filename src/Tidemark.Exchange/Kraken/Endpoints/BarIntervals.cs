namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>The lengths of bars, which the venue gives in minutes.</summary>
internal static class BarIntervals
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "1m",
        [5] = "5m",
        [15] = "15m",
        [30] = "30m",
        [60] = "1h",
        [240] = "4h",
        [1440] = "1d",
        [10080] = "1w",
    };

    /// <returns>Null where there is no such length.</returns>
    public static string? NameOf(int minutes) => Names.GetValueOrDefault(minutes);

    public static IEnumerable<int> All => Names.Keys;
}
