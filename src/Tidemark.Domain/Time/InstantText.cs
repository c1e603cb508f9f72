using System.Globalization;

namespace Tidemark.Domain;

/// <summary>ISO-8601 text of an <see cref="Instant"/>, independent of culture and time zone.</summary>
internal static class InstantText
{
    private static readonly Instant EarliestText = Instant.FromDate(1678, 1, 1);
    private static readonly Instant LatestText = Instant.FromDate(2262, 1, 1);

    public static string Format(Instant time)
    {
        if (time < EarliestText) return "-∞";
        if (time >= LatestText) return "+∞";
        var seconds = time.UnixSeconds;
        var fraction = time.Nanoseconds - seconds * Instant.NanosecondsPerSecond;
        var text = DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        if (fraction == 0) return text + "Z";
        if (fraction % 1_000_000 == 0) return string.Create(CultureInfo.InvariantCulture, $"{text}.{fraction / 1_000_000:000}Z");
        if (fraction % 1_000 == 0) return string.Create(CultureInfo.InvariantCulture, $"{text}.{fraction / 1_000:000000}Z");
        return string.Create(CultureInfo.InvariantCulture, $"{text}.{fraction:000000000}Z");
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Instant time)
    {
        time = default;
        text = text.Trim();
        if (text.Length < 10 || !TryDate(text[..10], out var day)) return false;
        var rest = text[10..];
        if (rest.IsEmpty) return TryCombine(day, 0, out time);
        if (rest[0] is not ('T' or 't' or ' ')) return false;
        rest = rest[1..];
        if (!TryTakeZone(ref rest, out var offset) || !TryClock(rest, out var clock)) return false;
        return TryCombine(day, clock - offset, out time);
    }

    private static bool TryCombine(DateTime day, long nanosecondsOfDay, out Instant time)
    {
        time = default;
        if (day.Year is < 1678 or > 2261) return false;
        time = new Instant(Instant.FromDateTime(day).Nanoseconds + nanosecondsOfDay);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> text, out DateTime day) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool TryTakeZone(ref ReadOnlySpan<char> text, out long offsetNanoseconds)
    {
        offsetNanoseconds = 0;
        if (text.IsEmpty) return false;
        if (text[^1] is 'Z' or 'z')
        {
            text = text[..^1];
            return true;
        }
        if (text.EndsWith(" UTC"))
        {
            text = text[..^4];
            return true;
        }
        var sign = text.LastIndexOfAny('+', '-');
        if (sign < 0) return true;
        var zone = text[(sign + 1)..];
        var colon = zone.Length == 5 && zone[2] == ':' ? 1 : 0;
        if (zone.Length != 4 + colon || !TryDigits(zone[..2], out var hours) || !TryDigits(zone[(2 + colon)..], out var minutes) || minutes > 59) return false;
        offsetNanoseconds = (hours * 60 + minutes) * 60 * Instant.NanosecondsPerSecond * (text[sign] == '-' ? -1 : 1);
        text = text[..sign];
        return true;
    }

    private static bool TryClock(ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text.Length < 5 || text[2] != ':' || !TryDigits(text[..2], out var hour) || !TryDigits(text[3..5], out var minute) || hour > 23 || minute > 59) return false;
        long second = 0, fraction = 0;
        if (text.Length > 5)
        {
            if (text.Length < 8 || text[5] != ':' || !TryDigits(text[6..8], out second) || second > 59) return false;
            if (text.Length > 8 && (text[8] != '.' || !TryFraction(text[9..], out fraction))) return false;
        }
        nanoseconds = ((hour * 60 + minute) * 60 + second) * Instant.NanosecondsPerSecond + fraction;
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> digits, out long nanoseconds)
    {
        nanoseconds = 0;
        if (digits.Length is 0 or > 9 || !TryDigits(digits, out nanoseconds)) return false;
        for (var i = digits.Length; i < 9; i++) nanoseconds *= 10;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
