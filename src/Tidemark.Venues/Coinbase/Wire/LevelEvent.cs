namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>Levels of a book that changed, or all of them, on the grid of their instrument; used again and again.</summary>
internal sealed class LevelEvent
{
    private long[] ticks = new long[256];
    private long[] lots = new long[256];
    private long[] askTicks = new long[256];
    private long[] askLots = new long[256];
    private int asks;

    public bool IsSnapshot { get; set; }

    public int BidCount { get; private set; }

    public ReadOnlySpan<long> Ticks => ticks.AsSpan(0, BidCount + asks);

    public ReadOnlySpan<long> Lots => lots.AsSpan(0, BidCount + asks);

    public void Clear() => (BidCount, asks, IsSnapshot) = (0, 0, false);

    public void Add(bool isBid, long priceTicks, long quantityLots)
    {
        if (isBid) Put(ref ticks, ref lots, BidCount++, priceTicks, quantityLots);
        else Put(ref askTicks, ref askLots, asks++, priceTicks, quantityLots);
    }

    /// <summary>Puts the asks behind the bids.</summary>
    public void Join()
    {
        for (var i = 0; i < asks; i++) Put(ref ticks, ref lots, BidCount + i, askTicks[i], askLots[i]);
    }

    private static void Put(ref long[] prices, ref long[] quantities, int at, long price, long quantity)
    {
        if (at == prices.Length)
        {
            Array.Resize(ref prices, at * 2);
            Array.Resize(ref quantities, at * 2);
        }
        (prices[at], quantities[at]) = (price, quantity);
    }
}
