using System.Numerics;

namespace Tidemark.Venues.Credentials;

/// <summary>Points of the curve in extended coordinates. Source: RFC 8032, section 5.1.4.</summary>
internal readonly struct Ed25519Point
{
    private readonly Ed25519Field x, y, z, t;

    private Ed25519Point(in Ed25519Field x, in Ed25519Field y, in Ed25519Field z, in Ed25519Field t) => (this.x, this.y, this.z, this.t) = (x, y, z, t);

    private static readonly Ed25519Field TwiceD = Number("16295367250680780974490674513165176452449235426866156013048779062215315747161");
    private static readonly Ed25519Point Neutral = new(Ed25519Field.Zero, Ed25519Field.One, Ed25519Field.One, Ed25519Field.Zero);
    private static readonly Ed25519Point Base = FromAffine(
        Number("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
        Number("46316835694926478169428394003475163141307993866256225615783033603165251855960"));

    /// <summary>0 to 15 times the base point.</summary>
    private static readonly Ed25519Point[] Multiples = MultiplesOfBase();

    /// <summary>The base point times a number of 32 bytes, the least first.</summary>
    public static Ed25519Point MultiplyBase(ReadOnlySpan<byte> scalar)
    {
        var sum = Neutral;
        for (var digit = 63; digit >= 0; digit--)
        {
            for (var i = 0; i < 4; i++) sum = Add(sum, sum);
            sum = Add(sum, Choose((scalar[digit / 2] >> (digit % 2 * 4)) & 15));
        }
        return sum;
    }

    /// <summary>As 32 bytes: the ordinate, and the sign of the abscissa in the highest bit.</summary>
    public byte[] Encode()
    {
        var inverse = z.Invert();
        var (bytes, sign) = (new byte[32], new byte[32]);
        (y * inverse).Write(bytes);
        (x * inverse).Write(sign);
        bytes[31] |= (byte)((sign[0] & 1) << 7);
        return bytes;
    }

    /// <summary>One of the multiples, touching all of them, so that the time tells nothing about which.</summary>
    private static Ed25519Point Choose(int digit)
    {
        var chosen = Neutral;
        for (var i = 1; i < Multiples.Length; i++)
        {
            ref readonly var other = ref Multiples[i];
            var isIt = i == digit;
            chosen = new Ed25519Point(Ed25519Field.Select(isIt, chosen.x, other.x), Ed25519Field.Select(isIt, chosen.y, other.y),
                Ed25519Field.Select(isIt, chosen.z, other.z), Ed25519Field.Select(isIt, chosen.t, other.t));
        }
        return chosen;
    }

    private static Ed25519Point Add(in Ed25519Point left, in Ed25519Point right)
    {
        var a = (left.y - left.x) * (right.y - right.x);
        var b = (left.y + left.x) * (right.y + right.x);
        var c = left.t * right.t * TwiceD;
        var d = left.z * right.z;
        d += d;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Ed25519Point(e * f, g * h, f * g, e * h);
    }

    private static Ed25519Point[] MultiplesOfBase()
    {
        var multiples = new Ed25519Point[16];
        multiples[0] = Neutral;
        for (var i = 1; i < multiples.Length; i++) multiples[i] = Add(multiples[i - 1], Base);
        return multiples;
    }

    private static Ed25519Point FromAffine(in Ed25519Field x, in Ed25519Field y) => new(x, y, Ed25519Field.One, x * y);

    private static Ed25519Field Number(string digits)
    {
        var bytes = new byte[32];
        BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture).TryWriteBytes(bytes, out _, isUnsigned: true);
        return Ed25519Field.FromBytes(bytes);
    }
}
