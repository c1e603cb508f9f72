namespace Tidemark.Engine.Books;

/// <summary>
/// The levels of one side of a book in sorted arrays with the best at the end, where nearly all changes happen: a new level near the best
/// moves a few neighbours, and the best is read without a search. Keys are ticks for bids and negative ticks for asks.
/// </summary>
internal sealed class BookSide(int sign)
{
    private const int SmallestCapacity = 256;

    /// <summary>So many levels from the best are looked through one by one before the rest is halved.</summary>
    private const int NearLevels = 8;

    private long[] keys = new long[SmallestCapacity];
    private long[] lots = new long[SmallestCapacity];
    private int count;

    public int Count => count;

    public bool IsEmpty => count == 0;

    /// <summary>The best price in ticks; only where there is one.</summary>
    public long BestTicks => keys[count - 1] * sign;

    public long BestLots => lots[count - 1];

    /// <summary>The price of a level, 0 for the best.</summary>
    public long TicksAt(int rank) => keys[count - 1 - rank] * sign;

    public long LotsAt(int rank) => lots[count - 1 - rank];

    public void Clear() => count = 0;

    /// <summary>What rests at a price.</summary>
    public long LotsOf(long ticks)
    {
        var place = Find(ticks * sign);
        return place >= 0 ? lots[place] : 0;
    }

    /// <summary>Sets what rests at a price; 0 removes it. Returns what was there before.</summary>
    public long Set(long ticks, long newLots)
    {
        var key = ticks * sign;
        var place = Find(key);
        if (place >= 0)
        {
            var before = lots[place];
            if (newLots != 0) lots[place] = newLots;
            else RemoveAt(place);
            return before;
        }
        if (newLots != 0) InsertAt(~place, key, newLots);
        return 0;
    }

    /// <summary>Removes all levels better than a price. Returns whether there were any.</summary>
    public bool RemoveBetter(long ticks)
    {
        var key = ticks * sign;
        var before = count;
        while (count > 0 && keys[count - 1] > key) count--;
        return count != before;
    }

    /// <summary>How many levels have at least this price.</summary>
    public int CountWithin(long ticks)
    {
        var place = Find(ticks * sign);
        return count - (place >= 0 ? place : ~place);
    }

    /// <summary>The place of a key; the complement of where it belongs when it is not there.</summary>
    private int Find(long key)
    {
        var all = keys;
        var high = count - 1;
        for (var end = Math.Max(high - NearLevels, -1); high > end; high--)
        {
            if (all[high] == key) return high;
            if (all[high] < key) return ~(high + 1);
        }
        var low = 0;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (all[middle] == key) return middle;
            if (all[middle] < key) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    private void InsertAt(int place, long key, long newLots)
    {
        if (count == keys.Length)
        {
            Array.Resize(ref keys, count * 2);
            Array.Resize(ref lots, count * 2);
        }
        Array.Copy(keys, place, keys, place + 1, count - place);
        Array.Copy(lots, place, lots, place + 1, count - place);
        keys[place] = key;
        lots[place] = newLots;
        count++;
    }

    private void RemoveAt(int place)
    {
        count--;
        Array.Copy(keys, place + 1, keys, place, count - place);
        Array.Copy(lots, place + 1, lots, place, count - place);
    }
}
