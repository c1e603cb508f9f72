namespace Tidemark.Venues.Bybit;

/// <summary>The venue's names of intervals: minutes as a number, longer ones by a letter.</summary>
/// <remarks>Source: Bybit's documentation, "Enums Definitions", interval.</remarks>
internal static class BybitIntervals
{
    private static readonly (Interval Interval, string Name)[] All =
    [
        (Interval.Minutes(1), "1"), (Interval.Minutes(3), "3"), (Interval.Minutes(5), "5"), (Interval.Minutes(15), "15"), (Interval.Minutes(30), "30"),
        (Interval.Hours(1), "60"), (Interval.Hours(2), "120"), (Interval.Hours(4), "240"), (Interval.Hours(6), "360"), (Interval.Hours(12), "720"),
        (Interval.Days(1), "D"), (new Interval(1, IntervalUnit.Week), "W"), (new Interval(1, IntervalUnit.Month), "M"),
    ];

    public static string Listed => string.Join(' ', All.Select(item => item.Interval.ToString()));

    /// <summary>The venue's name; null where it has no such bars.</summary>
    public static string? NameOf(Interval interval) => Array.Find(All, item => item.Interval == interval).Name;
}
