using System.Numerics;
using System.Runtime.InteropServices;

namespace Tidemark.Storage.Files;

/// <summary>CRC-32C (Castagnoli) of bytes, by the processor's instruction where it has one. Source: RFC 3720 appendix B.4.</summary>
public static class Crc32C
{
    /// <summary>The checksum of a whole buffer.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>Continues a checksum: <c>Append(Compute(a), b)</c> is the checksum of a followed by b.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var state = ~checksum;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) state = BitOperations.Crc32C(state, word);
        foreach (var value in bytes[(words.Length * sizeof(ulong))..]) state = BitOperations.Crc32C(state, value);
        return ~state;
    }
}
