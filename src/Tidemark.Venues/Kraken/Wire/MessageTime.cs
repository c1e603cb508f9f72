using System.Globalization;
using System.Text;

namespace Tidemark.Venues.Kraken.Wire;

/// <summary>Times of messages, such as <c>2023-10-06T17:35:55.440295Z</c> with up to nine decimals.</summary>
internal static class MessageTime
{
    private const int SecondsLength = 19;

    /// <exception cref="FormatException">It is no time in UTC.</exception>
    public static Instant Read(ReadOnlySpan<byte> text)
    {
        if (text.Length < SecondsLength + 1 || text[^1] != 'Z') throw new FormatException($"{Encoding.UTF8.GetString(text)} is no time in UTC");
        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        var seconds = Digits(text[11..13]) * 3600 + Digits(text[14..16]) * 60 + Digits(text[17..19]);
        if (month is < 1 or > 12 || day is < 1 or > 31) throw new FormatException($"{Encoding.UTF8.GetString(text)} is no time");
        var nanoseconds = 0L;
        var fraction = text[SecondsLength..^1];
        if (fraction.Length > 10) throw new FormatException($"{Encoding.UTF8.GetString(text)} is more exact than a nanosecond");
        for (var i = 1; i < 10; i++) nanoseconds = nanoseconds * 10 + (i < fraction.Length ? Digits(fraction.Slice(i, 1)) : 0);
        var midnight = new DateTime(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)), 0, 0, 0, DateTimeKind.Utc);
        return Instant.FromDateTime(midnight) + new Duration(seconds * Instant.NanosecondsPerSecond + nanoseconds);
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var letter in text) value = letter is >= (byte)'0' and <= (byte)'9' ? value * 10 + (letter - '0') : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{(char)letter}' is no digit"));
        return value;
    }
}
