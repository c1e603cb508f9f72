using System.Buffers.Text;
using System.Globalization;

namespace Tidemark.Venues.Binance.Wire;

/// <summary>A number exactly as it was written: its digits as a whole number, and how many of them stand behind the point.</summary>
/// <param name="Digits">Never negative.</param>
/// <param name="Decimals">From 0 to 18.</param>
public readonly record struct FixedNumber(long Digits, int Decimals)
{
    internal const int MostDecimals = 18;

    /// <summary>Up to here a whole number is exact as a double, and so its quotient by a power of ten is the nearest double.</summary>
    private const long MostExact = 1L << 53;

    private static readonly double[] Powers = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    public bool IsZero => Digits == 0;

    /// <summary>The nearest double: the same that its text gives.</summary>
    public double ToDouble()
    {
        if (Digits <= MostExact) return Digits / Powers[Decimals];
        Span<byte> text = stackalloc byte[32];
        if (!Utf8Formatter.TryFormat(ToDecimal(), text, out var length) || !Utf8Parser.TryParse(text[..length], out double value, out _)) return (double)ToDecimal();
        return value;
    }

    /// <summary>The same number, exactly.</summary>
    public decimal ToDecimal() => new((int)Digits, (int)(Digits >> 32), 0, isNegative: false, (byte)Decimals);

    /// <summary>The text it came from, but for zeros before the first digit.</summary>
    public override string ToString() => ToDecimal().ToString(CultureInfo.InvariantCulture);
}
