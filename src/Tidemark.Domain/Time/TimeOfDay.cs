using System.Globalization;

namespace Tidemark.Domain;

/// <summary>A time of day in UTC, in nanoseconds since midnight.</summary>
public readonly record struct TimeOfDay : IComparable<TimeOfDay>
{
    /// <exception cref="ArgumentOutOfRangeException">The values name no time of a day.</exception>
    public TimeOfDay(int hour, int minute, int second = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hour);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hour, 23);
        ArgumentOutOfRangeException.ThrowIfNegative(minute);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minute, 59);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, 59);
        Nanoseconds = ((hour * 60L + minute) * 60 + second) * Instant.NanosecondsPerSecond;
    }

    private TimeOfDay(long nanoseconds) => Nanoseconds = nanoseconds;

    public long Nanoseconds { get; }

    /// <summary>The time of day of a moment.</summary>
    public static TimeOfDay Of(Instant time) => new(time.Nanoseconds - time.UnixDay * Duration.NanosecondsPerDay);

    /// <summary>The first moment after another that has this time of day.</summary>
    public Instant NextAfter(Instant time)
    {
        var today = new Instant(time.UnixDay * Duration.NanosecondsPerDay + Nanoseconds);
        return today > time ? today : today + Duration.FromDays(1);
    }

    public static bool operator <(TimeOfDay left, TimeOfDay right) => left.Nanoseconds < right.Nanoseconds;
    public static bool operator >(TimeOfDay left, TimeOfDay right) => left.Nanoseconds > right.Nanoseconds;
    public static bool operator <=(TimeOfDay left, TimeOfDay right) => left.Nanoseconds <= right.Nanoseconds;
    public static bool operator >=(TimeOfDay left, TimeOfDay right) => left.Nanoseconds >= right.Nanoseconds;

    public int CompareTo(TimeOfDay other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public override string ToString() => TimeSpan.FromTicks(Nanoseconds / 100).ToString("c", CultureInfo.InvariantCulture);
}
