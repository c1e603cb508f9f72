using System.Globalization;

namespace Tidemark.Domain;

/// <summary>Hours and days of the week as people write them: <c>08:00-16:00</c>, <c>mon-fri</c>.</summary>
public static class TradingHoursText
{
    private const string AllDays = "all";

    private static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Start and end of a window of the day; <c>24:00</c> is midnight at its end.</summary>
    /// <exception cref="FormatException">The text is not two times.</exception>
    public static (TimeOfDay From, TimeOfDay To) ParseHours(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || TimeOf(ends[0]) is not { } from || (ends[1] == "24:00" ? default(TimeOfDay) : TimeOf(ends[1])) is not { } to)
            throw new FormatException($"'{text}' is not a window of the day in UTC; write its start and end, such as 08:00-16:00");
        return (from, to);
    }

    /// <summary>Days of the week: a range, a list of days and ranges, or <c>all</c>.</summary>
    /// <exception cref="FormatException">A part names no day.</exception>
    public static Weekdays ParseDays(string text)
    {
        if (text.Trim().Equals(AllDays, StringComparison.OrdinalIgnoreCase)) return Weekdays.All;
        var days = Weekdays.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            var (first, last) = (DayOf(ends[0]), DayOf(ends[^1]));
            if (ends.Length > 2 || first < 0 || last < 0) throw new FormatException($"'{text}' names no days of the week; write mon-fri, mon,wed,fri or all");
            for (var day = first; ; day = (day + 1) % DayNames.Length)
            {
                days |= (Weekdays)(1 << day);
                if (day == last) break;
            }
        }
        return days;
    }

    /// <summary>A window as <see cref="ParseHours"/> reads it.</summary>
    public static string TextOf(TimeOfDay from, TimeOfDay to) => $"{TextOf(from)}-{TextOf(to)}";

    /// <summary>Days as <see cref="ParseDays"/> reads them, ranges of three and more days put together.</summary>
    public static string TextOf(Weekdays days)
    {
        if (days == Weekdays.All) return AllDays;
        var parts = new List<string>();
        for (var day = 0; day < DayNames.Length; day++)
        {
            if (!Has(day)) continue;
            var last = day;
            while (Has(last + 1)) last++;
            if (last - day < 2) last = day;
            parts.Add(last == day ? DayNames[day] : $"{DayNames[day]}-{DayNames[last]}");
            day = last;
        }
        return string.Join(',', parts);

        bool Has(int day) => day < DayNames.Length && ((int)days & (1 << day)) != 0;
    }

    private static string TextOf(TimeOfDay time) => TimeSpan.FromTicks(time.Nanoseconds / 100).ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    private static TimeOfDay? TimeOf(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new TimeOfDay(time.Hour, time.Minute) : null;

    /// <summary>-1 for no day. Whole names do as well.</summary>
    private static int DayOf(string text) => text.Length < 3 ? -1
        : Array.FindIndex(DayNames, name => text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (text.Length == 3 || $"{(DayOfWeek)((Array.IndexOf(DayNames, name) + 1) % 7)}".Equals(text, StringComparison.OrdinalIgnoreCase)));
}
