namespace Tidemark.Indicators.Features;

/// <summary>A number of the calendar, of the open time of a bar in UTC.</summary>
internal enum CalendarField : byte
{
    /// <summary>0 to 23.</summary>
    Hour,

    /// <summary>0 to 59.</summary>
    Minute,

    /// <summary>0 to 1439.</summary>
    MinuteOfDay,

    /// <summary>0 Monday to 6 Sunday.</summary>
    Weekday,

    /// <summary>1 to 31.</summary>
    DayOfMonth,

    /// <summary>1 to 12.</summary>
    Month,

    /// <summary>Sine of the time of day as an angle.</summary>
    HourSin,

    /// <summary>Cosine of the time of day as an angle.</summary>
    HourCos,

    /// <summary>Sine of the time of the week as an angle, from Monday.</summary>
    WeekdaySin,

    /// <summary>Cosine of the time of the week as an angle, from Monday.</summary>
    WeekdayCos,

    /// <summary>Sine of the time of the year as an angle, a year of 365.25 days.</summary>
    YearSin,

    /// <summary>Cosine of the time of the year as an angle, a year of 365.25 days.</summary>
    YearCos,
}

/// <summary>Reads the calendar.</summary>
internal static class CalendarFields
{
    private const long Monday = 4 * Duration.NanosecondsPerDay;
    private const double Year = 365.25 * Duration.NanosecondsPerDay;

    public static readonly (string Name, CalendarField Field)[] All =
    [
        ("hour", CalendarField.Hour), ("minute", CalendarField.Minute), ("minute_of_day", CalendarField.MinuteOfDay), ("weekday", CalendarField.Weekday),
        ("day_of_month", CalendarField.DayOfMonth), ("month", CalendarField.Month), ("hour_sin", CalendarField.HourSin), ("hour_cos", CalendarField.HourCos),
        ("weekday_sin", CalendarField.WeekdaySin), ("weekday_cos", CalendarField.WeekdayCos), ("year_sin", CalendarField.YearSin), ("year_cos", CalendarField.YearCos),
    ];

    public static double Of(this CalendarField field, Instant time) => field switch
    {
        CalendarField.Hour => Share(time, 0, Duration.NanosecondsPerDay, Duration.NanosecondsPerHour),
        CalendarField.Minute => Share(time, 0, Duration.NanosecondsPerHour, Duration.NanosecondsPerMinute),
        CalendarField.MinuteOfDay => Share(time, 0, Duration.NanosecondsPerDay, Duration.NanosecondsPerMinute),
        CalendarField.Weekday => Share(time, Monday, 7 * Duration.NanosecondsPerDay, Duration.NanosecondsPerDay),
        CalendarField.DayOfMonth => time.ToDateTime().Day,
        CalendarField.Month => time.ToDateTime().Month,
        CalendarField.HourSin => Math.Sin(Angle(time, 0, Duration.NanosecondsPerDay)),
        CalendarField.HourCos => Math.Cos(Angle(time, 0, Duration.NanosecondsPerDay)),
        CalendarField.WeekdaySin => Math.Sin(Angle(time, Monday, 7 * Duration.NanosecondsPerDay)),
        CalendarField.WeekdayCos => Math.Cos(Angle(time, Monday, 7 * Duration.NanosecondsPerDay)),
        CalendarField.YearSin => Math.Sin(Math.Tau * (time.Nanoseconds / Year % 1)),
        _ => Math.Cos(Math.Tau * (time.Nanoseconds / Year % 1)),
    };

    private static double Share(Instant time, long origin, long period, long unit) => Rest(time.Nanoseconds - origin, period) / unit;

    private static double Angle(Instant time, long origin, long period) => Math.Tau * Rest(time.Nanoseconds - origin, period) / period;

    private static long Rest(long value, long period)
    {
        var rest = value % period;
        return rest < 0 ? rest + period : rest;
    }
}
