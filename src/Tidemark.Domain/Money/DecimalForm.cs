namespace Tidemark.Domain;

/// <summary>The canonical form of a decimal: no trailing zeros after the point, so that equal values have equal bits and text.</summary>
public static class DecimalForm
{
    /// <summary>Removes trailing zeros. Cheap when there are none, which is the usual case.</summary>
    public static decimal Canonical(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        if (scale == 0) return value == 0m ? 0m : value;
        // 2^32 leaves remainder 1 when divided by 5, so the sum of the limbs tells divisibility by 5.
        var divisibleByFive = ((ulong)(uint)bits[0] + (uint)bits[1] + (uint)bits[2]) % 5 == 0;
        if ((bits[0] & 1) != 0 || !divisibleByFive) return value;
        return RemoveZeros(bits, scale);
    }

    private static decimal RemoveZeros(ReadOnlySpan<int> bits, int scale)
    {
        var mantissa = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        if (mantissa == UInt128.Zero) return 0m;
        while (scale > 0)
        {
            var (quotient, remainder) = UInt128.DivRem(mantissa, 10);
            if (remainder != UInt128.Zero) break;
            mantissa = quotient;
            scale--;
        }
        return new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), bits[3] < 0, (byte)scale);
    }
}
