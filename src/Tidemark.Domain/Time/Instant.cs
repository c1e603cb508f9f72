namespace Tidemark.Domain;

/// <summary>A moment in UTC, counted in nanoseconds since 1970-01-01T00:00:00Z (range about 1677 to 2262).</summary>
public readonly record struct Instant(long Nanoseconds) : IComparable<Instant>
{
    public const long NanosecondsPerMicrosecond = 1_000;
    public const long NanosecondsPerMillisecond = 1_000_000;
    public const long NanosecondsPerSecond = 1_000_000_000;

    public static readonly Instant UnixEpoch;
    public static readonly Instant MinValue = new(long.MinValue);
    public static readonly Instant MaxValue = new(long.MaxValue);

    /// <exception cref="OverflowException">The moment lies outside the range of nanoseconds in 64 bits.</exception>
    public static Instant FromUnixMilliseconds(long milliseconds) => new(checked(milliseconds * NanosecondsPerMillisecond));

    /// <exception cref="OverflowException">The moment lies outside the range of nanoseconds in 64 bits.</exception>
    public static Instant FromUnixSeconds(long seconds) => new(checked(seconds * NanosecondsPerSecond));

    /// <summary>Midnight UTC of a calendar day.</summary>
    public static Instant FromDate(int year, int month, int day) =>
        FromDateTime(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc));

    /// <summary>Takes the ticks of <paramref name="utc"/> as UTC whatever its kind says.</summary>
    public static Instant FromDateTime(DateTime utc) => new(checked((utc.Ticks - DateTime.UnixEpoch.Ticks) * 100));

    public long UnixMilliseconds => FloorDivide(Nanoseconds, NanosecondsPerMillisecond);

    public long UnixSeconds => FloorDivide(Nanoseconds, NanosecondsPerSecond);

    /// <summary>Days since 1970-01-01, rounded down.</summary>
    public int UnixDay => (int)FloorDivide(Nanoseconds, Duration.NanosecondsPerDay);

    /// <summary>The same moment to a precision of 100 ns.</summary>
    public DateTime ToDateTime() => DateTime.UnixEpoch.AddTicks(FloorDivide(Nanoseconds, 100));

    public static Instant operator +(Instant time, Duration duration) => new(checked(time.Nanoseconds + duration.Nanoseconds));
    public static Instant operator -(Instant time, Duration duration) => new(checked(time.Nanoseconds - duration.Nanoseconds));
    public static Duration operator -(Instant later, Instant earlier) => new(checked(later.Nanoseconds - earlier.Nanoseconds));
    public static bool operator <(Instant left, Instant right) => left.Nanoseconds < right.Nanoseconds;
    public static bool operator >(Instant left, Instant right) => left.Nanoseconds > right.Nanoseconds;
    public static bool operator <=(Instant left, Instant right) => left.Nanoseconds <= right.Nanoseconds;
    public static bool operator >=(Instant left, Instant right) => left.Nanoseconds >= right.Nanoseconds;

    public static Instant Max(Instant left, Instant right) => left >= right ? left : right;
    public static Instant Min(Instant left, Instant right) => left <= right ? left : right;

    public int CompareTo(Instant other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>
    /// Reads ISO-8601 text (<c>2024-03-01</c>, <c>2024-03-01T12:30</c>, <c>2024-03-01 12:30:00.123Z</c>, <c>…+02:00</c>).
    /// Text without a zone is UTC.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Instant time) => InstantText.TryParse(text, out time);

    /// <summary>Reads ISO-8601 text; see <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is not a time.</exception>
    public static Instant Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var time) ? time : throw new FormatException($"'{text}' is not a time such as 2024-03-01 or 2024-03-01T12:30:00Z");

    /// <summary>ISO-8601 with as many fraction digits as needed (none, 3, 6 or 9): <c>2024-03-01T12:30:00Z</c>.</summary>
    public override string ToString() => InstantText.Format(this);

    internal static long FloorDivide(long value, long divisor)
    {
        var quotient = Math.DivRem(value, divisor, out var remainder);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
