using System.Numerics;
using System.Security.Cryptography;

namespace Tidemark.Exchange.Accounts;

/// <summary>Checks Ed25519 signatures; the platform has none. Plain and slow (some milliseconds), for a simulation only. Source: RFC 8032, section 5.1.7.</summary>
internal static class Ed25519
{
    private const int KeyLength = 32;
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Mod(-121665 * Invert(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    private static readonly (BigInteger X, BigInteger Y) Base = BasePoint();

    public static bool Verify(byte[] publicKey, byte[] message, byte[] signature)
    {
        if (publicKey.Length != KeyLength || signature.Length != 2 * KeyLength) return false;
        if (Decompress(publicKey) is not { } key || Decompress(signature[..KeyLength]) is not { } commitment) return false;
        var s = new BigInteger(signature.AsSpan(KeyLength), isUnsigned: true);
        if (s >= Order) return false;
        var hash = new BigInteger(SHA512.HashData([.. signature[..KeyLength], .. publicKey, .. message]), isUnsigned: true) % Order;
        var left = Multiply(Base, s);
        var right = Add(Extend(commitment), Multiply(key, hash));
        return Mod(left.X * right.Z - right.X * left.Z).IsZero && Mod(left.Y * right.Z - right.Y * left.Z).IsZero;
    }

    private static (BigInteger X, BigInteger Y) BasePoint()
    {
        var y = Mod(4 * Invert(5));
        return (RecoverX(y, isOdd: false)!.Value, y);
    }

    private static (BigInteger X, BigInteger Y)? Decompress(byte[] bytes)
    {
        var isOdd = (bytes[^1] & 0x80) != 0;
        byte[] plain = [.. bytes];
        plain[^1] &= 0x7f;
        var y = new BigInteger(plain, isUnsigned: true);
        return y < P && RecoverX(y, isOdd) is { } x ? (x, y) : null;
    }

    private static BigInteger? RecoverX(BigInteger y, bool isOdd)
    {
        var square = Mod((y * y - 1) * Invert(D * y * y + 1));
        if (square.IsZero) return isOdd ? null : BigInteger.Zero;
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (!Mod(x * x - square).IsZero) x = Mod(x * RootOfMinusOne);
        if (!Mod(x * x - square).IsZero) return null;
        return x.IsEven == isOdd ? P - x : x;
    }

    private static Point Multiply((BigInteger X, BigInteger Y) point, BigInteger scalar)
    {
        var sum = new Point(0, 1, 1, 0);
        var power = Extend(point);
        for (; !scalar.IsZero; scalar >>= 1)
        {
            if (!scalar.IsEven) sum = Add(sum, power);
            power = Add(power, power);
        }
        return sum;
    }

    private static Point Extend((BigInteger X, BigInteger Y) point) => new(point.X, point.Y, 1, Mod(point.X * point.Y));

    private static Point Add(Point left, Point right)
    {
        var a = Mod((left.Y - left.X) * (right.Y - right.X));
        var b = Mod((left.Y + left.X) * (right.Y + right.X));
        var c = Mod(2 * left.T * right.T * D);
        var d = Mod(2 * left.Z * right.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static BigInteger Mod(BigInteger value)
    {
        var rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    private static BigInteger Invert(BigInteger value) => BigInteger.ModPow(Mod(value), P - 2, P);

    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
