namespace Tidemark.Simulation.Matching;

/// <summary>What a <see cref="MatchingEngine"/> accepts and how much room it starts with.</summary>
public sealed record MatchingOptions
{
    /// <summary>Beyond it sums of levels could overflow.</summary>
    private const long LargestQuantity = 1L << 48;

    /// <summary>Leaves room for a window on either side.</summary>
    private const long LargestPrice = 1L << 60;

    public long MinimumPriceTicks { get; init; } = 1;

    public long MaximumPriceTicks { get; init; } = 1L << 50;

    public long MaximumQuantityLots { get; init; } = 1L << 44;

    /// <summary>Into how many parts an iceberg may be cut.</summary>
    public int MaximumIcebergParts { get; init; } = 1000;

    /// <summary>Whether a stop whose trigger is already reached is refused, as at Binance; else it wakes at once.</summary>
    public bool RefusesReachedTriggers { get; init; } = true;

    /// <summary>Whether <see cref="MatchingEngine.ReadChanges"/> can be used. Whoever turns it on must read: what changed is kept until then.</summary>
    public bool TracksChanges { get; init; }

    /// <summary>The price levels around the market that are found at once, a power of two from 64 to 262,144; others take a search.</summary>
    public int WindowTicks { get; init; } = 1 << 16;

    /// <summary>Orders that fit before memory must grow.</summary>
    public int InitialOrders { get; init; } = 4096;

    /// <summary>The number of the first trade.</summary>
    public long FirstTradeId { get; init; } = 1;

    /// <summary>The last trade price before the first trade, where there was one: triggers go by it.</summary>
    public long? InitialLastPriceTicks { get; init; }

    /// <exception cref="ArgumentException">A limit is out of its bounds.</exception>
    public MatchingOptions Validate()
    {
        if (MinimumPriceTicks > MaximumPriceTicks || MinimumPriceTicks < -LargestPrice || MaximumPriceTicks > LargestPrice)
            throw new ArgumentException($"prices from {MinimumPriceTicks} to {MaximumPriceTicks} ticks are not a ladder");
        if (MaximumQuantityLots is < 1 or > LargestQuantity) throw new ArgumentException($"the largest quantity {MaximumQuantityLots} must be from 1 to 2^48 lots");
        if (MaximumIcebergParts < 1) throw new ArgumentException("an iceberg has at least one part");
        if (WindowTicks is < 64 or > 1 << 18 || !int.IsPow2(WindowTicks)) throw new ArgumentException($"the window {WindowTicks} must be a power of two from 64 to 262,144");
        if (InitialOrders < 1) throw new ArgumentException("there must be room for an order");
        return this;
    }
}
