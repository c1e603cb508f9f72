namespace Tidemark.Venues.Binance.Wire;

/// <summary>The venue's times: milliseconds since 1970, or microseconds where the connection asked for them (<c>timeUnit=MICROSECOND</c>).</summary>
internal static class EventClock
{
    /// <summary>Milliseconds reach this number in the year 5138, microseconds did in 1973.</summary>
    private const long LeastMicroseconds = 100_000_000_000_000;

    public static bool TryRead(long value, out Instant time)
    {
        var unit = value < LeastMicroseconds ? Instant.NanosecondsPerMillisecond : Instant.NanosecondsPerMicrosecond;
        time = default;
        if (value > long.MaxValue / unit) return false;
        time = new Instant(value * unit);
        return true;
    }
}
