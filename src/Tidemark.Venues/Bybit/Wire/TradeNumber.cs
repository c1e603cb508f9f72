using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Venues.Bybit.Wire;

/// <summary>
/// The venue's name of a trade as a number. On the spot market it is one, and is kept; of contracts it is a UUID, which gives the first
/// 62 bits of its hash: the same wherever it is told, and as good as never the same for two trades.
/// </summary>
internal static class TradeNumber
{
    private const int LongestName = 64;

    /// <exception cref="FormatException">It has no name, or one longer than any.</exception>
    public static long Of(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > LongestName) throw new FormatException($"'{name}' is no name of a trade");
        if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) return number;
        Span<byte> bytes = stackalloc byte[LongestName * 4];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(name, bytes)], hash);
        return (BinaryPrimitives.ReadInt64LittleEndian(hash) & (long.MaxValue >> 1)) | 1;
    }
}
