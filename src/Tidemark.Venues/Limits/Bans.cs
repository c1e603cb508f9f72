namespace Tidemark.Venues.Limits;

/// <summary>How long bans hold. One that ends later than any venue bans for was noted by a clock that was wrong.</summary>
internal static class Bans
{
    /// <summary>The longest of those that venues document is three days.</summary>
    private static readonly Duration Longest = Duration.FromDays(3);

    private static readonly Duration Believable = Duration.FromDays(4);

    public static bool Holds(Instant until, Instant now) => until > now && until <= now + Believable;

    /// <summary>The end of a ban that is told now, where there was another.</summary>
    public static Instant After(Instant before, Instant now, Duration wait)
    {
        var until = now + (wait < Longest ? wait : Longest);
        return Holds(before, now) ? Instant.Max(before, until) : until;
    }
}
