using System.Runtime.CompilerServices;

namespace Tidemark.Venues.Binance.Wire;

/// <summary>
/// Decimal digits, eight at a time: eight bytes are loaded as one number whose lowest byte is the first letter, told from other letters and
/// weighted together without a loop.
/// </summary>
internal static class DigitText
{
    private const ulong Zeros = 0x3030303030303030;
    private const ulong AboveNine = 0x7676767676767676;
    private const ulong HighBits = 0x8080808080808080;

    /// <summary>The values of eight letters; only those before the first that is no digit mean anything.</summary>
    /// <param name="at">The first letter; eight can be read.</param>
    /// <param name="count">How many digits stand there before another letter, at most 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(ref byte at, out int count)
    {
        var letters = Unsafe.ReadUnaligned<ulong>(ref at);
        if (!BitConverter.IsLittleEndian) letters = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(letters);
        var values = letters ^ Zeros;
        // A letter that is no digit sets the highest bit of its byte; what it carries over only reaches letters behind it.
        count = System.Numerics.BitOperations.TrailingZeroCount(((values + AboveNine) | values) & HighBits) >> 3;
        return values;
    }

    /// <summary>The number that eight digits make.</summary>
    /// <param name="values">Their values, the first in the lowest byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Join(ulong values)
    {
        values = values * 10 + (values >> 8);
        return (long)((((values & 0x000000FF000000FF) * 0x000F424000000064) + (((values >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
    }

    /// <summary>The number that the first digits make.</summary>
    /// <param name="values">As <see cref="Load"/> gives them.</param>
    /// <param name="count">How many count, from 1 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Join(ulong values, int count) => Join(values << (64 - 8 * count));
}
