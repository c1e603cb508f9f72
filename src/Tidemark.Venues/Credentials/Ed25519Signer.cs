using System.Numerics;
using System.Security.Cryptography;

namespace Tidemark.Venues.Credentials;

/// <summary>Signs with an Ed25519 key, which the platform cannot. Source: RFC 8032, section 5.1.6.</summary>
public sealed class Ed25519Signer
{
    private const int KeyLength = 32;

    /// <summary>Before the 32 bytes of a private key in PKCS#8 (RFC 8410).</summary>
    private const int Pkcs8Header = 16;

    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    private readonly byte[] scalar;
    private readonly byte[] prefix;

    /// <param name="seed">The 32 bytes of the private key.</param>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public Ed25519Signer(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != KeyLength) throw new ArgumentException($"an Ed25519 key has {KeyLength} bytes, not {seed.Length}");
        var hash = SHA512.HashData(seed);
        hash[0] &= 0xf8;
        hash[31] = (byte)((hash[31] & 0x7f) | 0x40);
        (scalar, prefix) = (hash[..KeyLength], hash[KeyLength..]);
        PublicKey = Ed25519Point.MultiplyBase(scalar).Encode();
    }

    /// <summary>The 32 bytes of the public key.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Reads a private key: a PEM file's text (PKCS#8), or its base64 line, or the 32 bytes in base64.</summary>
    /// <returns>Null where the text is none of these.</returns>
    public static Ed25519Signer? TryRead(string secret)
    {
        var text = secret.Contains("-----BEGIN", StringComparison.Ordinal)
            ? string.Concat(secret.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("-----", StringComparison.Ordinal)))
            : secret.Trim();
        var bytes = new byte[Pkcs8Header + KeyLength + 64];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) return null;
        // The algorithm's identifier 1.3.101.112 stands in the header.
        if (length == Pkcs8Header + KeyLength && bytes.AsSpan(9, 3).SequenceEqual((ReadOnlySpan<byte>)[0x2b, 0x65, 0x70])) return new Ed25519Signer(bytes.AsSpan(Pkcs8Header, KeyLength));
        return length == KeyLength ? new Ed25519Signer(bytes.AsSpan(0, KeyLength)) : null;
    }

    /// <summary>The 64 bytes of the signature.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var nonce = Reduce([.. prefix, .. message]);
        var signature = new byte[2 * KeyLength];
        Ed25519Point.MultiplyBase(Bytes(nonce)).Encode().CopyTo(signature, 0);
        var challenge = Reduce([.. signature.AsSpan(0, KeyLength), .. PublicKey, .. message]);
        Bytes((nonce + challenge * new BigInteger(scalar, isUnsigned: true)) % Order).CopyTo(signature, KeyLength);
        return signature;
    }

    private static BigInteger Reduce(byte[] content) => new BigInteger(SHA512.HashData(content), isUnsigned: true) % Order;

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[KeyLength];
        number.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }
}
