using System.Globalization;
using System.Text;

namespace Tidemark.Storage.Import.Rows;

/// <summary>
/// Reads decimal numbers to the nearest double. The fast way takes what can be done exactly: at most 19 digits whose value without
/// the point is a whole number up to 2^53, divided once by an exact power of ten (Clinger 1990); the careful way takes all else.
/// </summary>
internal static class NumberText
{
    /// <summary>Larger whole numbers are not all exact as doubles.</summary>
    public const ulong LargestExact = 1UL << 53;

    /// <summary>More digits might overflow the whole number.</summary>
    public const int MostDigits = 19;

    /// <summary>Powers of ten that are exact as doubles.</summary>
    public static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads what a person would call a number; signs and exponents are accepted, words such as NaN are not.</summary>
    /// <param name="text">Without quotes; blanks around it are ignored.</param>
    /// <param name="value">The nearest double.</param>
    /// <param name="reason">Why it is not a number: completes "open '…' ".</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value, out string reason)
    {
        text = text.Trim((byte)' ');
        reason = "is not a number";
        value = 0;
        if (!IsDecimal(text))
        {
            if (IsNotFinite(text)) reason = "is not a finite number";
            else if (text.Contains((byte)',')) reason = "is not a number: write a point for decimals and nothing between thousands";
            return false;
        }
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return false;
        if (double.IsFinite(value)) return true;
        reason = "is too large for a number";
        return false;
    }

    /// <summary>Digits with at most one point, an optional sign and an optional exponent.</summary>
    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] is (byte)'+' or (byte)'-') text = text[1..];
        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        if (exponent >= 0)
        {
            var power = text[(exponent + 1)..];
            if (!power.IsEmpty && power[0] is (byte)'+' or (byte)'-') power = power[1..];
            if (power.IsEmpty || power.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
            text = text[..exponent];
        }
        var point = text.IndexOf((byte)'.');
        if (point < 0) return !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        return text.Length > 1 && !text[..point].ContainsAnyExceptInRange((byte)'0', (byte)'9') && !text[(point + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static bool IsNotFinite(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart("+-"u8);
        foreach (var word in (ReadOnlySpan<string>)["nan", "inf", "infinity", "infinite"])
            if (Ascii.EqualsIgnoreCase(text, word)) return true;
        return text.SequenceEqual("∞"u8);
    }
}
