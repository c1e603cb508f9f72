namespace Tidemark.Domain;

/// <summary>Questions about days of the week.</summary>
public static class DaysOfWeek
{
    /// <summary>The day of a moment. 1970-01-01 was a Thursday.</summary>
    public static Weekdays Of(Instant time) => (Weekdays)(1 << (int)((((long)time.UnixDay + 3) % 7 + 7) % 7));

    public static bool Includes(this Weekdays days, Instant time) => (days & Of(time)) != Weekdays.None;
}
