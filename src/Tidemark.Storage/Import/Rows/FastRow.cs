using System.Runtime.CompilerServices;

namespace Tidemark.Storage.Import.Rows;

/// <summary>
/// Reads a row whose fields look as they nearly always do: plain digits, no quotes, no blanks, no signs, no exponents. Whatever
/// looks otherwise is left to <see cref="CarefulRow"/>, which decides what it is worth; both give the same values.
/// </summary>
internal static unsafe class FastRow
{
    private const ulong EightZeros = 0x3030303030303030;
    private const ulong HighHalves = 0xF0F0F0F0F0F0F0F0;

    /// <summary>Reads one row.</summary>
    /// <param name="at">The first byte of the row. The text ends with a line feed, and <see cref="Files.LineBlocks.Padding"/> bytes behind it may be read.</param>
    /// <param name="plan">How to read it.</param>
    /// <param name="kinds">The kinds of <paramref name="plan"/>, by pointer.</param>
    /// <param name="row">Takes the values; half-written when null is returned.</param>
    /// <returns>The byte after the line feed, or null when the row needs care.</returns>
    public static byte* TryRead(byte* at, RowPlan plan, ReadOnlySpan<FieldKind> kinds, ref RowValues row)
    {
        var separator = plan.Separator;
        for (var column = 0; column < kinds.Length; column++)
        {
            if (column > 0 && *at++ != separator) return null;
            switch (kinds[column])
            {
                case FieldKind.Number:
                    at = Number(at, ref row.Numbers[plan.Slots[column]]);
                    break;
                case FieldKind.Time:
                    at = Time(at, plan, ref row.Time);
                    break;
                case FieldKind.Skip:
                    at = Skip(at, separator);
                    break;
                default:
                    at = Word(at, kinds[column], plan, ref row);
                    break;
            }
            if (at == null) return null;
        }
        if (*at == '\r') at++;
        return *at == '\n' ? at + 1 : null;
    }

    /// <summary>Reads digits and a point. Null unless at least one digit and an exact result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Number(byte* at, ref double value)
    {
        var start = at;
        ulong digits = 0;
        uint digit;
        while ((digit = (uint)(*at - '0')) <= 9)
        {
            digits = digits * 10 + digit;
            at++;
        }
        var count = (int)(at - start);
        if (*at != '.')
        {
            value = digits;
            return count is > 0 and <= NumberText.MostDigits && digits <= NumberText.LargestExact ? at : null;
        }
        var fraction = ++at;
        while (AreEightDigits(at))
        {
            digits = digits * 100_000_000 + EightDigits(at);
            at += 8;
        }
        while ((digit = (uint)(*at - '0')) <= 9)
        {
            digits = digits * 10 + digit;
            at++;
        }
        var decimals = (int)(at - fraction);
        count += decimals;
        if (count is 0 or > NumberText.MostDigits || digits > NumberText.LargestExact) return null;
        value = digits / NumberText.PowersOfTen[decimals];
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Time(byte* at, RowPlan plan, ref long nanoseconds)
    {
        var start = at;
        long value = 0;
        while (AreEightDigits(at))
        {
            value = value * 100_000_000 + (long)EightDigits(at);
            at += 8;
            if (at - start > 16) return null;
        }
        uint digit;
        while ((digit = (uint)(*at - '0')) <= 9)
        {
            value = value * 10 + digit;
            at++;
        }
        var count = at - start;
        if (count == 4 && *at == '-') return Text(start, ref nanoseconds);
        // Nineteen digits may be too many for 63 bits; then the value is negative.
        if (count is 0 or > 19 || value < 0) return null;
        return TimeText.TryConvert(value, plan.Unit, out nanoseconds) ? at : null;
    }

    /// <summary>Reads <c>2024-03-01</c>, optionally followed by <c> 12:30:00</c> (or T) and a fraction of up to nine digits and Z.</summary>
    private static byte* Text(byte* at, ref long nanoseconds)
    {
        if (!Two(at, out var century) || !Two(at + 2, out var years) || at[4] != '-' || !Two(at + 5, out var month) || at[7] != '-' || !Two(at + 8, out var day)) return null;
        var year = century * 100 + years;
        if (year is < 1970 or > 2261 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month)) return null;
        var time = DaysSince1970(year, month, day) * Duration.NanosecondsPerDay;
        at += 10;
        if (*at is (byte)' ' or (byte)'T')
        {
            if (!Two(at + 1, out var hour) || at[3] != ':' || !Two(at + 4, out var minute) || at[6] != ':' || !Two(at + 7, out var second)) return null;
            if (hour > 23 || minute > 59 || second > 59) return null;
            time += (hour * 3600L + minute * 60 + second) * Instant.NanosecondsPerSecond;
            at += 9;
            if (*at == '.' && (at = Fraction(at + 1, ref time)) == null) return null;
            if (*at == 'Z') at++;
        }
        nanoseconds = time;
        return at;
    }

    private static byte* Fraction(byte* at, ref long time)
    {
        var unit = Instant.NanosecondsPerSecond;
        var start = at;
        uint digit;
        while (unit > 1 && (digit = (uint)(*at - '0')) <= 9)
        {
            unit /= 10;
            time += unit * digit;
            at++;
        }
        return at == start ? null : at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Skip(byte* at, byte separator)
    {
        while (*at != separator && *at >= ' ' && *at != '"') at++;
        return *at == separator || *at is (byte)'\n' or (byte)'\r' ? at : null;
    }

    private static byte* Word(byte* at, FieldKind kind, RowPlan plan, ref RowValues row)
    {
        var start = at;
        at = Skip(at, plan.Separator);
        if (at == null) return null;
        var text = new ReadOnlySpan<byte>(start, (int)(at - start));
        return kind switch
        {
            FieldKind.Side => WordText.TrySide(text, out row.Aggressor) ? at : null,
            FieldKind.Flag => WordText.TryBuyerIsMaker(text, out row.Aggressor) ? at : null,
            FieldKind.TradeId => WordText.ReadTradeId(text, out row.TradeId) ? at : null,
            _ => plan.IsSymbol(text) ? at : null,
        };
    }

    /// <summary>Days from 1970-01-01 of the Gregorian calendar, without tables (years from March, so that the leap day comes last).</summary>
    private static long DaysSince1970(int year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var century = shifted / 100;
        return 365L * shifted + shifted / 4 - century + century / 4 + (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1 - 719468;
    }

    private static bool Two(byte* at, out int value)
    {
        var tens = (uint)(at[0] - '0');
        var ones = (uint)(at[1] - '0');
        value = (int)(tens * 10 + ones);
        return tens <= 9 && ones <= 9;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreEightDigits(byte* at)
    {
        var value = *(ulong*)at;
        return ((value & HighHalves) ^ EightZeros | ((value + 0x0606060606060606) & HighHalves) ^ EightZeros) == 0;
    }

    /// <summary>The number that eight digits write, by three multiplications.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EightDigits(byte* at)
    {
        var value = *(ulong*)at - EightZeros;
        value = value * 10 + (value >> 8);
        return (((value & 0x000000FF000000FF) * 0x000F424000000064) + (((value >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
    }
}
