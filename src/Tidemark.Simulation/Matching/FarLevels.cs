namespace Tidemark.Simulation.Matching;

/// <summary>The levels outside of the window, ascending in one array: found by bisection, inserted by moving those above.</summary>
internal sealed class FarLevels
{
    private FarLevel[] items = new FarLevel[64];

    public int Count { get; private set; }

    public ref FarLevel this[int position] => ref items[position];

    /// <summary>The position of the first level at a price or above.</summary>
    public int LowerBound(long priceTicks)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (items[middle].PriceTicks < priceTicks) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The level at a price, empty if it was not there. Valid until the next insertion or removal.</summary>
    public ref PriceLevel GetOrAdd(long priceTicks)
    {
        var position = LowerBound(priceTicks);
        if (position == Count || items[position].PriceTicks != priceTicks)
        {
            InsertRange(position, 1);
            items[position] = new FarLevel { PriceTicks = priceTicks };
        }
        return ref items[position].Level;
    }

    /// <summary>Makes room for levels whose contents the caller sets.</summary>
    public void InsertRange(int position, int count)
    {
        if (Count + count > items.Length) Array.Resize(ref items, Math.Max(items.Length * 2, Count + count));
        items.AsSpan(position, Count - position).CopyTo(items.AsSpan(position + count));
        Count += count;
    }

    public void RemoveRange(int position, int count)
    {
        items.AsSpan(position + count, Count - position - count).CopyTo(items.AsSpan(position));
        Count -= count;
    }
}
