using System.Runtime.CompilerServices;

namespace Tidemark.Domain;

/// <summary>The canonical form of a decimal: no trailing zeros after the point, so that equal values have equal bits and text.</summary>
public static class DecimalForm
{
    /// <summary>Removes trailing zeros. Cheap when there are none, which is the usual case; called and not copied for the reason that <see cref="Exact"/> gives.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static decimal Canonical(decimal value)
    {
        // What ends in a zero is even.
        var bits = DecimalBits.Of(value);
        return (bits.Low & 1) != 0 ? value : CanonicalOfEven(value);
    }

    private static decimal CanonicalOfEven(decimal value)
    {
        var bits = DecimalBits.Of(value);
        if (bits.High != 0) return RemoveZerosOfLong(value);
        if (bits.Low == 0) return 0m;
        var (digits, scale) = (bits.Low, bits.Scale);
        for (; scale > 0; scale--)
        {
            var (quotient, remainder) = Math.DivRem(digits, 10);
            if (remainder != 0) break;
            digits = quotient;
        }
        return scale == bits.Scale ? value : new DecimalBits(digits, 0, scale, bits.Sign).ToDecimal();
    }

    private static decimal RemoveZerosOfLong(decimal value)
    {
        var bits = DecimalBits.Of(value);
        // 2^32 leaves remainder 1 when divided by 5, so the sum of the limbs tells divisibility by 5.
        if (bits.Scale == 0 || ((bits.Low & uint.MaxValue) + (bits.Low >> 32) + bits.High) % 5 != 0) return value;
        var digits = new UInt128(bits.High, bits.Low);
        var scale = bits.Scale;
        for (; scale > 0; scale--)
        {
            var (quotient, remainder) = UInt128.DivRem(digits, 10);
            if (remainder != UInt128.Zero) break;
            digits = quotient;
        }
        return new DecimalBits((ulong)digits, (uint)(digits >> 64), scale, bits.Sign).ToDecimal();
    }
}
