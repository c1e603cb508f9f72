using System.Runtime.CompilerServices;

namespace Tidemark.Domain;

/// <summary>
/// A <see cref="decimal"/> as it lies in memory (of a little-endian machine, as all are that .NET runs on): 96 bits of digits, a scale
/// and a sign. <see cref="decimal.GetBits(decimal, Span{int})"/> tells the same, but through memory, where two numbers read as one wait
/// for each other: 15 ns against 2. For the same reason it is two whole registers here, and its parts are made by shifting.
/// </summary>
internal readonly struct DecimalBits
{
    private const int ScaleShift = 16;
    private const int HighShift = 32;

    /// <summary>The sign of a negative number, as <see cref="Sign"/> has it.</summary>
    public const ulong Minus = 0x8000_0000;

    /// <summary>From below: 16 empty bits, the scale in 8, 7 empty ones, the sign; then the bits 64 to 95 of the digits.</summary>
    private readonly ulong head;

    /// <param name="low">The lowest 64 bits of the digits.</param>
    /// <param name="high">The 32 bits above them.</param>
    /// <param name="scale">How many of the digits stand after the point.</param>
    /// <param name="sign">The sign: 0 or <see cref="Minus"/>.</param>
    public DecimalBits(ulong low, uint high, int scale, ulong sign)
    {
        head = ((ulong)high << HighShift) | (uint)(scale << ScaleShift) | sign;
        Low = low;
    }

    /// <summary>The lowest 64 bits of the digits.</summary>
    public readonly ulong Low;

    /// <summary>The bits 64 to 95 of the digits.</summary>
    public uint High => (uint)(head >> HighShift);

    public int Scale => (byte)(head >> ScaleShift);

    /// <summary>0 or <see cref="Minus"/>; the sign of a product is the exclusive or of two.</summary>
    public ulong Sign => head & Minus;

    public bool IsNegative => Sign != 0;

    /// <summary>Whether scale, sign and the digits above the lowest 64 bits are the same.</summary>
    public bool HasSameHead(in DecimalBits other) => head == other.head;

    public static DecimalBits Of(decimal value) => Unsafe.BitCast<decimal, DecimalBits>(value);

    public decimal ToDecimal() => Unsafe.BitCast<DecimalBits, decimal>(this);
}
