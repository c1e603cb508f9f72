using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Tidemark.Venues.Kraken.Wire;

/// <summary>Numbers of messages as whole steps of a power of ten, from their digits and never through a double.</summary>
internal static class StepNumber
{
    /// <summary>Reads a number such as <c>45285.2</c> as so many steps of 10^-decimals.</summary>
    /// <exception cref="FormatException">It is no such number, is below zero, or has more decimals.</exception>
    public static long Read(ReadOnlySpan<byte> text, int decimals)
    {
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        if (!Utf8Parser.TryParse(whole, out long value, out var used) || used != whole.Length || value < 0) return ReadRare(text, decimals);
        for (var i = 0; i < Math.Max(decimals, fraction.Length); i++)
        {
            var digit = i < fraction.Length ? fraction[i] - '0' : 0;
            if (digit is < 0 or > 9) return ReadRare(text, decimals);
            if (i >= decimals && digit != 0) throw new FormatException($"{Encoding.UTF8.GetString(text)} has more than {decimals} decimals");
            if (i < decimals) value = checked(value * 10 + digit);
        }
        return value;
    }

    /// <summary>Those with an exponent.</summary>
    private static long ReadRare(ReadOnlySpan<byte> text, int decimals)
    {
        var number = decimal.Parse(Encoding.UTF8.GetString(text), NumberStyles.Float, CultureInfo.InvariantCulture);
        for (var i = 0; i < decimals; i++) number *= 10;
        return number >= 0 && number == decimal.Truncate(number) ? decimal.ToInt64(number) : throw new FormatException($"{Encoding.UTF8.GetString(text)} is no number of {decimals} decimals");
    }
}
