namespace Tidemark.Domain;

/// <summary>A span of time in nanoseconds; negative when it points backwards.</summary>
public readonly record struct Duration(long Nanoseconds) : IComparable<Duration>
{
    public const long NanosecondsPerMinute = 60 * Instant.NanosecondsPerSecond;
    public const long NanosecondsPerHour = 60 * NanosecondsPerMinute;
    public const long NanosecondsPerDay = 24 * NanosecondsPerHour;

    public static readonly Duration Zero;

    public static Duration FromMilliseconds(long milliseconds) => new(checked(milliseconds * Instant.NanosecondsPerMillisecond));
    public static Duration FromSeconds(long seconds) => new(checked(seconds * Instant.NanosecondsPerSecond));
    public static Duration FromMinutes(long minutes) => new(checked(minutes * NanosecondsPerMinute));
    public static Duration FromHours(long hours) => new(checked(hours * NanosecondsPerHour));
    public static Duration FromDays(long days) => new(checked(days * NanosecondsPerDay));

    public double TotalSeconds => (double)Nanoseconds / Instant.NanosecondsPerSecond;
    public double TotalDays => (double)Nanoseconds / NanosecondsPerDay;

    public static Duration operator +(Duration left, Duration right) => new(checked(left.Nanoseconds + right.Nanoseconds));
    public static Duration operator -(Duration left, Duration right) => new(checked(left.Nanoseconds - right.Nanoseconds));
    public static Duration operator *(Duration duration, long factor) => new(checked(duration.Nanoseconds * factor));
    public static bool operator <(Duration left, Duration right) => left.Nanoseconds < right.Nanoseconds;
    public static bool operator >(Duration left, Duration right) => left.Nanoseconds > right.Nanoseconds;
    public static bool operator <=(Duration left, Duration right) => left.Nanoseconds <= right.Nanoseconds;
    public static bool operator >=(Duration left, Duration right) => left.Nanoseconds >= right.Nanoseconds;

    public int CompareTo(Duration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public override string ToString() => TimeSpan.FromTicks(Nanoseconds / 100).ToString("c", System.Globalization.CultureInfo.InvariantCulture);
}
