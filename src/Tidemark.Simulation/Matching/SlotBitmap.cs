using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tidemark.Simulation.Matching;

/// <summary>Which of up to 262,144 slots are occupied, in three layers: a bit of a layer says whether the 64 bits below it have any.</summary>
internal sealed class SlotBitmap(int slots)
{
    private readonly ulong[] low = new ulong[(slots + 63) >> 6];
    private readonly ulong[] middle = new ulong[(slots + 4095) >> 12];
    private ulong top;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int slot)
    {
        low[slot >> 6] |= 1UL << slot;
        middle[slot >> 12] |= 1UL << (slot >> 6);
        top |= 1UL << (slot >> 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear(int slot)
    {
        if ((low[slot >> 6] &= ~(1UL << slot)) != 0) return;
        if ((middle[slot >> 12] &= ~(1UL << (slot >> 6))) == 0) top &= ~(1UL << (slot >> 12));
    }

    /// <summary>The highest occupied slot below one, or -1. The slot may be one beyond the end.</summary>
    public int Below(int slot)
    {
        if (--slot < 0) return -1;
        var bits = low[slot >> 6] & UpTo(slot);
        if (bits != 0) return (slot & ~63) | Highest(bits);
        var word = (slot >> 6) - 1;
        if (word < 0) return -1;
        bits = middle[word >> 6] & UpTo(word);
        if (bits == 0)
        {
            var block = (word >> 6) - 1;
            if (block < 0 || (bits = top & UpTo(block)) == 0) return -1;
            word = Highest(bits) << 6;
            bits = middle[word >> 6];
        }
        word = (word & ~63) | Highest(bits);
        return (word << 6) | Highest(low[word]);
    }

    /// <summary>The lowest occupied slot above one, or -1. The slot may be -1.</summary>
    public int Above(int slot)
    {
        if (++slot >= slots) return -1;
        var bits = low[slot >> 6] & From(slot);
        if (bits != 0) return (slot & ~63) | BitOperations.TrailingZeroCount(bits);
        var word = (slot >> 6) + 1;
        if (word >= low.Length) return -1;
        bits = middle[word >> 6] & From(word);
        if (bits == 0)
        {
            var block = (word >> 6) + 1;
            if (block >= middle.Length || (bits = top & From(block)) == 0) return -1;
            word = BitOperations.TrailingZeroCount(bits) << 6;
            bits = middle[word >> 6];
        }
        word = (word & ~63) | BitOperations.TrailingZeroCount(bits);
        return (word << 6) | BitOperations.TrailingZeroCount(low[word]);
    }

    private static int Highest(ulong bits) => 63 - BitOperations.LeadingZeroCount(bits);

    /// <summary>The bits up to and including a position, of which the last six bits count.</summary>
    private static ulong UpTo(int position) => ulong.MaxValue >> (63 - (position & 63));

    /// <summary>The bits from a position on.</summary>
    private static ulong From(int position) => ulong.MaxValue << position;
}
