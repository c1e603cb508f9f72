using System.Globalization;
using System.Text;
using Tidemark.Storage.Import.Layouts;

namespace Tidemark.Storage.Import.Rows;

/// <summary>
/// Reads the times that market data files contain: whole or fractional numbers counted from 1970, and dates with or without a time
/// of day. Text without a zone is UTC. A number whose unit the layout does not say is read by its size: below 1e11 seconds, below
/// 1e14 milliseconds, below 1e17 microseconds, else nanoseconds; eight digits are a date such as 20240131.
/// </summary>
internal static class TimeText
{
    /// <summary>Smaller numbers are not Unix times of any market: seconds before March 1973.</summary>
    private const long SmallestBySize = 100_000_000;
    private const long SmallestMilliseconds = 100_000_000_000;
    private const long SmallestMicroseconds = 100_000_000_000_000;
    private const long SmallestNanoseconds = 100_000_000_000_000_000;
    private const int LongestText = 64;
    private static readonly long End = Instant.FromDate(2262, 1, 1).Nanoseconds;

    /// <summary>The unit of a number by its size; <see cref="TimeUnit.BySize"/> when it is too small to tell.</summary>
    public static TimeUnit UnitOf(long value) => value switch
    {
        < SmallestBySize => TimeUnit.BySize,
        < SmallestMilliseconds => TimeUnit.Seconds,
        < SmallestMicroseconds => TimeUnit.Milliseconds,
        < SmallestNanoseconds => TimeUnit.Microseconds,
        _ => TimeUnit.Nanoseconds,
    };

    /// <summary>Converts a non-negative whole number; false when it lies outside the years of an <see cref="Instant"/> or is too small to tell its unit.</summary>
    public static bool TryConvert(long value, TimeUnit unit, out long nanoseconds)
    {
        if (unit == TimeUnit.BySize) unit = UnitOf(value);
        var factor = NanosecondsPer(unit);
        nanoseconds = unchecked(value * factor);
        return factor != 0 && value <= long.MaxValue / factor && nanoseconds < End;
    }

    /// <summary>Reads any accepted time.</summary>
    /// <param name="text">Without quotes; blanks around it are ignored.</param>
    /// <param name="unit">The unit of numbers.</param>
    /// <param name="nanoseconds">Nanoseconds since 1970.</param>
    /// <param name="reason">Why it is not a time: completes "time '…' ".</param>
    public static bool TryRead(ReadOnlySpan<byte> text, TimeUnit unit, out long nanoseconds, out string reason)
    {
        nanoseconds = 0;
        reason = "is not a time";
        text = text.Trim((byte)' ');
        if (text.IsEmpty || text.Length > LongestText || text.ContainsAnyExceptInRange((byte)' ', (byte)'~')) return false;
        Span<char> letters = stackalloc char[LongestText];
        var count = Encoding.ASCII.GetChars(text, letters);
        letters = letters[..count];
        if (IsDecimal(letters)) return TryReadNumber(letters, unit, out nanoseconds, out reason);
        if (letters.Length >= 10 && letters[4] is '/' or '.' && letters[7] == letters[4]) (letters[4], letters[7]) = ('-', '-');
        if (!Instant.TryParse(letters, out var time))
        {
            if (letters.Length >= 8 && letters.IndexOfAny('/', '-', '.') is > 0 and < 3) reason = "is not a time: write the year first, such as 2024-03-01";
            return false;
        }
        nanoseconds = time.Nanoseconds;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, TimeUnit unit, out long nanoseconds, out string reason)
    {
        nanoseconds = 0;
        reason = "is not a time";
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return false;
        if (value < 0)
        {
            reason = "is before 1970";
            return false;
        }
        if (unit == TimeUnit.BySize && text.Length == 8 && DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200)
        {
            nanoseconds = Instant.FromDateTime(day).Nanoseconds;
            return true;
        }
        if (unit == TimeUnit.BySize) unit = value < long.MaxValue ? UnitOf((long)value) : TimeUnit.Nanoseconds;
        reason = unit == TimeUnit.BySize ? "is too small for a time counted from 1970" : "is a time beyond the year 2261";
        var factor = NanosecondsPer(unit);
        if (factor == 0 || value >= (decimal)End / factor) return false;
        nanoseconds = (long)(value * factor);
        return true;
    }

    /// <summary>Digits, a point and an exponent, but not a date with its dashes.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isSign = text[i] is '+' or '-' && (i == 0 || text[i - 1] is 'e' or 'E');
            if (!char.IsAsciiDigit(text[i]) && !isSign && text[i] is not ('.' or 'e' or 'E')) return false;
        }
        return true;
    }

    private static long NanosecondsPer(TimeUnit unit) => unit switch
    {
        TimeUnit.Seconds => Instant.NanosecondsPerSecond,
        TimeUnit.Milliseconds => Instant.NanosecondsPerMillisecond,
        TimeUnit.Microseconds => Instant.NanosecondsPerMicrosecond,
        TimeUnit.Nanoseconds => 1,
        _ => 0,
    };
}
