namespace Tidemark.Domain;

/// <summary>The canonical form of a decimal: no trailing zeros after the point, so that equal values have equal bits and text.</summary>
public static class DecimalForm
{
    /// <summary>Removes trailing zeros. Cheap when there are none, which is the usual case.</summary>
    public static decimal Canonical(decimal value)
    {
        if (value.Scale == 0) return value == 0m ? 0m : value;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        // What is divisible by ten is even, and 2^32 leaves remainder 1 when divided by 5, so the sum of the limbs tells divisibility by 5.
        if ((bits[0] & 1) != 0 || ((ulong)(uint)bits[0] + (uint)bits[1] + (uint)bits[2]) % 5 != 0) return value;
        return bits[2] == 0 ? RemoveZeros(((ulong)(uint)bits[1] << 32) | (uint)bits[0], value.Scale, bits[3] < 0) : RemoveZerosOfLong(bits, value.Scale);
    }

    private static decimal RemoveZeros(ulong mantissa, int scale, bool isNegative)
    {
        if (mantissa == 0) return 0m;
        for (; scale > 0; scale--)
        {
            var (quotient, remainder) = Math.DivRem(mantissa, 10);
            if (remainder != 0) break;
            mantissa = quotient;
        }
        return new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), 0, isNegative, (byte)scale);
    }

    private static decimal RemoveZerosOfLong(ReadOnlySpan<int> bits, int scale)
    {
        var mantissa = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        for (; scale > 0; scale--)
        {
            var (quotient, remainder) = UInt128.DivRem(mantissa, 10);
            if (remainder != UInt128.Zero) break;
            mantissa = quotient;
        }
        return new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), bits[3] < 0, (byte)scale);
    }
}
