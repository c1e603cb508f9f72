namespace Tidemark.Venues.Credentials;

/// <summary>Numbers modulo 2^255 - 19 in five limbs of 51 bits. Source: RFC 8032 for the field; limbs so small never overflow 128 bits.</summary>
internal readonly struct Ed25519Field
{
    private const int LimbBits = 51;
    private const ulong Mask = (1UL << LimbBits) - 1;
    private readonly ulong a, b, c, d, e;

    private Ed25519Field(ulong a, ulong b, ulong c, ulong d, ulong e) => (this.a, this.b, this.c, this.d, this.e) = (a, b, c, d, e);

    public static readonly Ed25519Field Zero;
    public static readonly Ed25519Field One = new(1, 0, 0, 0, 0);

    /// <summary>From 32 bytes, the least first; the highest bit is left out.</summary>
    public static Ed25519Field FromBytes(ReadOnlySpan<byte> bytes)
    {
        ulong At(ReadOnlySpan<byte> from, int offset, int shift) => (System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(from[offset..]) >> shift) & Mask;
        return new Ed25519Field(At(bytes, 0, 0), At(bytes, 6, 3), At(bytes, 12, 6), At(bytes, 19, 1), At(bytes, 24, 12));
    }

    /// <summary>As 32 bytes, fully reduced, the least first.</summary>
    public void Write(Span<byte> bytes)
    {
        var value = Carried(a, b, c, d, e);
        // Adding 19 carries out of the top exactly where the number is not below the modulus.
        var over = (value.a + 19) >> LimbBits;
        over = (value.b + over) >> LimbBits;
        over = (value.c + over) >> LimbBits;
        over = (value.d + over) >> LimbBits;
        over = (value.e + over) >> LimbBits;
        var (v, w, x, y, z) = (value.a + 19 * over, value.b, value.c, value.d, value.e);
        w += v >> LimbBits;
        x += w >> LimbBits;
        y += x >> LimbBits;
        z += y >> LimbBits;
        (v, w, x, y, z) = (v & Mask, w & Mask, x & Mask, y & Mask, z & Mask);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, v | w << 51);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], w >> 13 | x << 38);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], x >> 26 | y << 25);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], y >> 39 | z << 12);
    }

    public static Ed25519Field operator +(in Ed25519Field left, in Ed25519Field right) =>
        Carried(left.a + right.a, left.b + right.b, left.c + right.c, left.d + right.d, left.e + right.e);

    /// <summary>Twice the modulus is added first, so that no limb goes below zero.</summary>
    public static Ed25519Field operator -(in Ed25519Field left, in Ed25519Field right) => Carried(
        left.a + 2 * (Mask - 18) - right.a, left.b + 2 * Mask - right.b, left.c + 2 * Mask - right.c, left.d + 2 * Mask - right.d, left.e + 2 * Mask - right.e);

    public static Ed25519Field operator *(in Ed25519Field left, in Ed25519Field right)
    {
        var (b19, c19, d19, e19) = (19 * right.b, 19 * right.c, 19 * right.d, 19 * right.e);
        var first = Wide(left.a, right.a) + Wide(left.b, e19) + Wide(left.c, d19) + Wide(left.d, c19) + Wide(left.e, b19);
        var second = Wide(left.a, right.b) + Wide(left.b, right.a) + Wide(left.c, e19) + Wide(left.d, d19) + Wide(left.e, c19);
        var third = Wide(left.a, right.c) + Wide(left.b, right.b) + Wide(left.c, right.a) + Wide(left.d, e19) + Wide(left.e, d19);
        var fourth = Wide(left.a, right.d) + Wide(left.b, right.c) + Wide(left.c, right.b) + Wide(left.d, right.a) + Wide(left.e, e19);
        var fifth = Wide(left.a, right.e) + Wide(left.b, right.d) + Wide(left.c, right.c) + Wide(left.d, right.b) + Wide(left.e, right.a);
        second += first >> LimbBits;
        third += second >> LimbBits;
        fourth += third >> LimbBits;
        fifth += fourth >> LimbBits;
        return Carried(((ulong)first & Mask) + 19 * (ulong)(fifth >> LimbBits), (ulong)second & Mask, (ulong)third & Mask, (ulong)fourth & Mask, (ulong)fifth & Mask);
    }

    /// <summary>The number to the power of the modulus less two.</summary>
    public Ed25519Field Invert()
    {
        // All bits of the exponent are set but the second and the fourth.
        var result = One;
        for (var bit = 254; bit >= 0; bit--)
        {
            result *= result;
            if (bit is not (2 or 4)) result *= this;
        }
        return result;
    }

    /// <summary>One of two by a flag, in the same time for both.</summary>
    public static Ed25519Field Select(bool isSecond, in Ed25519Field first, in Ed25519Field second)
    {
        var mask = 0UL - (isSecond ? 1UL : 0UL);
        return new Ed25519Field(first.a ^ (mask & (first.a ^ second.a)), first.b ^ (mask & (first.b ^ second.b)), first.c ^ (mask & (first.c ^ second.c)),
            first.d ^ (mask & (first.d ^ second.d)), first.e ^ (mask & (first.e ^ second.e)));
    }

    private static UInt128 Wide(ulong left, ulong right) => (UInt128)left * right;

    private static Ed25519Field Carried(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        b += a >> LimbBits;
        c += b >> LimbBits;
        d += c >> LimbBits;
        e += d >> LimbBits;
        a = (a & Mask) + 19 * (e >> LimbBits);
        b = (b & Mask) + (a >> LimbBits);
        return new Ed25519Field(a & Mask, b, c & Mask, d & Mask, e & Mask);
    }
}
