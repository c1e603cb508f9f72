namespace Tidemark.Simulation.Matching;

/// <summary>The prices of one side that changed since the last look. A price may be in it more than once; <see cref="Take"/> tells it once.</summary>
internal sealed class ChangedPrices
{
    private long[] prices = new long[256];
    private int count;

    public void Add(long priceTicks)
    {
        if (count == prices.Length) MakeRoom();
        prices[count++] = priceTicks;
    }

    /// <summary>The prices, ascending, each once; the list is empty afterwards, and the span valid until the next addition.</summary>
    public ReadOnlySpan<long> Take()
    {
        Compact();
        var taken = prices.AsSpan(0, count);
        count = 0;
        return taken;
    }

    private void MakeRoom()
    {
        Compact();
        if (count > prices.Length / 2) Array.Resize(ref prices, prices.Length * 2);
    }

    private void Compact()
    {
        Array.Sort(prices, 0, count);
        var kept = 0;
        for (var i = 0; i < count; i++)
            if (kept == 0 || prices[i] != prices[kept - 1]) prices[kept++] = prices[i];
        count = kept;
    }
}
