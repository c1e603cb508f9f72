using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tidemark.Simulation.Matching;

/// <summary>
/// Order ids to node indexes: open addressing with linear probing, at most half full, and removal that closes the gap, so there are no
/// tombstones. Eight ids in a row share a neighbourhood, because ids are usually counted up.
/// </summary>
internal sealed class OrderIdMap
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;
    private Entry[] entries;
    private int mask;
    private int shift;

    public OrderIdMap(int expectedOrders) => entries = Allocate((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(expectedOrders * 2, 16)));

    public int Count { get; private set; }

    /// <summary>The node of an order, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(long orderId)
    {
        var table = entries;
        for (var slot = Home(orderId); ; slot = (slot + 1) & mask)
        {
            ref var entry = ref table[slot];
            if (entry.Index == 0) return 0;
            if (entry.OrderId == orderId) return entry.Index;
        }
    }

    /// <summary>Adds an order that is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long orderId, int index)
    {
        if (++Count * 2 > entries.Length) Grow();
        Insert(orderId, index);
    }

    /// <summary>Takes an order out and tells its node, or 0.</summary>
    public int Remove(long orderId)
    {
        var table = entries;
        var slot = Home(orderId);
        while (table[slot].Index != 0 && table[slot].OrderId != orderId) slot = (slot + 1) & mask;
        var index = table[slot].Index;
        if (index == 0) return 0;
        Count--;
        // What follows without a gap moves up if its home is not behind the hole.
        var hole = slot;
        for (var next = (slot + 1) & mask; table[next].Index != 0; next = (next + 1) & mask)
        {
            var home = Home(table[next].OrderId);
            if (((next - home) & mask) < ((next - hole) & mask)) continue;
            table[hole] = table[next];
            hole = next;
        }
        table[hole].Index = 0;
        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(long orderId) => (int)((((ulong)(orderId >> 3) * GoldenRatio) >> shift) & ~7UL | ((ulong)orderId & 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Insert(long orderId, int index)
    {
        var slot = Home(orderId);
        while (entries[slot].Index != 0) slot = (slot + 1) & mask;
        entries[slot].OrderId = orderId;
        entries[slot].Index = index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        var old = entries;
        entries = Allocate(old.Length * 2);
        foreach (ref readonly var entry in old.AsSpan())
            if (entry.Index != 0) Insert(entry.OrderId, entry.Index);
    }

    private Entry[] Allocate(int capacity)
    {
        mask = capacity - 1;
        shift = 64 - BitOperations.Log2((uint)capacity);
        return new Entry[capacity];
    }

    private struct Entry
    {
        public long OrderId;

        /// <summary>0 marks a free entry.</summary>
        public int Index;
    }
}
