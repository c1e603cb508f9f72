namespace Tidemark.Domain;

/// <summary>
/// What a venue refuses besides ticks, steps and least sizes: prices far from the market, large notionals, too many orders at once. Only some
/// venues have such rules. A null limit is not known or does not exist. Source: Binance's documentation, "Filters".
/// </summary>
public sealed record OrderBounds
{
    /// <summary>The highest limit price of a buy as a multiple of the market's.</summary>
    public decimal? BuyPriceUp { get; init; }

    /// <summary>The lowest limit price of a buy as a multiple of the market's.</summary>
    public decimal? BuyPriceDown { get; init; }

    /// <summary>The highest limit price of a sell as a multiple of the market's.</summary>
    public decimal? SellPriceUp { get; init; }

    /// <summary>The lowest limit price of a sell as a multiple of the market's.</summary>
    public decimal? SellPriceDown { get; init; }

    /// <summary>The largest price times quantity of an order, in quote currency.</summary>
    public decimal? MaximumNotional { get; init; }

    /// <summary>Whether the smallest notional holds for market orders too.</summary>
    public bool HasMinimumForMarket { get; init; } = true;

    /// <summary>Whether the largest notional holds for market orders too.</summary>
    public bool HasMaximumForMarket { get; init; } = true;

    /// <summary>How many orders of an instrument an account may have at once.</summary>
    public int? MaximumOrders { get; init; }

    /// <summary>How many of them may wait for a trigger.</summary>
    public int? MaximumTriggerOrders { get; init; }

    /// <summary>Nothing is bounded.</summary>
    public static readonly OrderBounds None = new();

    /// <summary>The same, or null where nothing is bounded.</summary>
    public OrderBounds? OrNull() => this == None ? null : this;

    /// <exception cref="ArgumentException">A bound is not positive, or a lower one is above its upper one.</exception>
    public void Validate()
    {
        foreach (var bound in (ReadOnlySpan<decimal?>)[BuyPriceUp, BuyPriceDown, SellPriceUp, SellPriceDown, MaximumNotional, MaximumOrders, MaximumTriggerOrders])
            if (bound is <= 0m) throw new ArgumentException($"the bound {bound} of orders must be positive");
        if (BuyPriceDown > BuyPriceUp || SellPriceDown > SellPriceUp) throw new ArgumentException("the lowest price of orders must not be above the highest");
    }
}
