namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Sorts in time that grows with the count alone.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>Rising by the upper 32 bits; equal ones keep their order.</summary>
    /// <param name="scratch">As long as the items.</param>
    public static void ByUpperHalf(Span<ulong> items, Span<ulong> scratch)
    {
        if (items.Length < 64)
        {
            Insert(items);
            return;
        }
        Span<int> counts = stackalloc int[Digits];
        var from = items;
        var to = scratch;
        for (var shift = 32; shift < 64; shift += DigitBits)
        {
            counts.Clear();
            foreach (var item in from) counts[(int)(item >> shift) & (Digits - 1)]++;
            var sum = 0;
            foreach (ref var count in counts) (count, sum) = (sum, sum + count);
            foreach (var item in from) to[counts[(int)(item >> shift) & (Digits - 1)]++] = item;
            var swap = from;
            from = to;
            to = swap;
        }
        // Three passes end in the scratch memory.
        from.CopyTo(items);
    }

    private static void Insert(Span<ulong> items)
    {
        for (var i = 1; i < items.Length; i++)
        {
            var item = items[i];
            var at = i;
            for (; at > 0 && items[at - 1] >> 32 > item >> 32; at--) items[at] = items[at - 1];
            items[at] = item;
        }
    }
}
