using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tidemark.Domain;

/// <summary>
/// A <see cref="decimal"/> as it lies in memory: 96 bits of digits, a scale and a sign. <see cref="decimal.GetBits(decimal, Span{int})"/>
/// tells the same, but through memory, where two numbers read as one wait for each other: 15 ns against 2.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct DecimalBits
{
    private const int ScaleMask = 0x00FF_0000;
    private const int ScaleShift = 16;

    private readonly int flags;

    /// <param name="low">The lowest 64 bits of the digits.</param>
    /// <param name="high">The 32 bits above them.</param>
    /// <param name="scale">How many of the digits stand after the point.</param>
    /// <param name="isNegative">The sign.</param>
    public DecimalBits(ulong low, uint high, int scale, bool isNegative)
    {
        flags = (scale << ScaleShift) | (isNegative ? int.MinValue : 0);
        High = high;
        Low = low;
    }

    /// <summary>The bits 64 to 95 of the digits.</summary>
    public readonly uint High;

    /// <summary>The lowest 64 bits of the digits.</summary>
    public readonly ulong Low;

    public int Scale => (flags & ScaleMask) >> ScaleShift;

    public bool IsNegative => flags < 0;

    public static DecimalBits Of(decimal value) => Unsafe.BitCast<decimal, DecimalBits>(value);

    public decimal ToDecimal() => Unsafe.BitCast<DecimalBits, decimal>(this);
}
