namespace Tidemark.Venues.Kraken.Wire;

/// <summary>One side of a book, cut at a depth, best level first.</summary>
internal sealed class BookSide(bool isBid, int depth)
{
    private readonly long[] ticks = new long[depth + 1];
    private readonly long[] lots = new long[depth + 1];
    private readonly List<long> touched = [];

    public int Count { get; private set; }

    public long TicksAt(int rank) => ticks[rank];

    public long LotsAt(int rank) => lots[rank];

    /// <summary>Sets a level; 0 lots take it away. What falls out of the depth is gone.</summary>
    public void Set(long tick, long quantity)
    {
        touched.Add(tick);
        var rank = RankOf(tick);
        if (rank >= 0)
        {
            if (quantity > 0) lots[rank] = quantity;
            else RemoveAt(rank);
            return;
        }
        rank = ~rank;
        if (quantity == 0 || rank >= depth) return;
        Array.Copy(ticks, rank, ticks, rank + 1, Count - rank);
        Array.Copy(lots, rank, lots, rank + 1, Count - rank);
        (ticks[rank], lots[rank]) = (tick, quantity);
        if (Count < depth) Count++;
        else touched.Add(ticks[depth]);
    }

    /// <summary>Gives the levels that were touched since the last call, best first, as they are now.</summary>
    public void TakeChanges(List<long> intoTicks, List<long> intoLots)
    {
        touched.Sort();
        if (isBid) touched.Reverse();
        var last = long.MinValue;
        foreach (var tick in touched)
        {
            if (tick == last) continue;
            last = tick;
            var rank = RankOf(tick);
            intoTicks.Add(tick);
            intoLots.Add(rank >= 0 ? lots[rank] : 0);
        }
        touched.Clear();
    }

    /// <summary>The rank of a level; the complement of where it would be, where there is none.</summary>
    private int RankOf(long tick)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (ticks[middle] == tick) return middle;
            if (isBid ? ticks[middle] > tick : ticks[middle] < tick) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    private void RemoveAt(int rank)
    {
        Count--;
        Array.Copy(ticks, rank + 1, ticks, rank, Count - rank);
        Array.Copy(lots, rank + 1, lots, rank, Count - rank);
    }
}
