namespace Tidemark.Domain;

/// <summary>
/// What a venue accepts for an instrument from a moment on. A null limit is not known or does not exist; a null tick means that
/// prices are taken as they are.
/// </summary>
/// <param name="ValidFrom">The first moment at which these rules hold.</param>
/// <param name="PriceTick">Prices are multiples of it, in quote currency.</param>
/// <param name="QuantityStep">Quantities are multiples of it, in base currency.</param>
/// <param name="MinimumQuantity">The smallest quantity of an order.</param>
/// <param name="MinimumNotional">The smallest price times quantity of an order, in quote currency.</param>
public sealed record TradingRules(Instant ValidFrom, decimal? PriceTick, decimal? QuantityStep, decimal? MinimumQuantity, decimal? MinimumNotional)
{
    /// <summary>The largest quantity of an order, in base currency.</summary>
    public decimal? MaximumQuantity { get; init; }

    /// <summary>The largest quantity of a market order, in base currency, where it is smaller than that of other orders.</summary>
    public decimal? MaximumMarketQuantity { get; init; }

    /// <summary>The fee of fills that gave liquidity, a fraction of notional; negative for a rebate.</summary>
    public decimal? MakerFeeRate { get; init; }

    /// <summary>The fee of fills that took liquidity, a fraction of notional.</summary>
    public decimal? TakerFeeRate { get; init; }

    /// <summary>What else is refused; null where nothing is.</summary>
    public OrderBounds? Bounds { get; init; }

    /// <summary>Nothing known: anything positive is accepted.</summary>
    public static readonly TradingRules None = new(Instant.MinValue, null, null, null, null);

    /// <exception cref="ArgumentException">A tick, step or maximum is not positive, a minimum is negative, or a fee rate is beyond 100 %.</exception>
    public TradingRules Validate()
    {
        if (PriceTick is <= 0m) throw new ArgumentException($"price tick {PriceTick} must be positive");
        if (QuantityStep is <= 0m) throw new ArgumentException($"quantity step {QuantityStep} must be positive");
        if (MinimumQuantity is < 0m) throw new ArgumentException($"minimum quantity {MinimumQuantity} must not be negative");
        if (MinimumNotional is < 0m) throw new ArgumentException($"minimum notional {MinimumNotional} must not be negative");
        if (MaximumQuantity is <= 0m) throw new ArgumentException($"maximum quantity {MaximumQuantity} must be positive");
        if (MaximumMarketQuantity is <= 0m) throw new ArgumentException($"maximum quantity of market orders {MaximumMarketQuantity} must be positive");
        if (MaximumQuantity < MinimumQuantity) throw new ArgumentException($"maximum quantity {MaximumQuantity} must not be below the minimum {MinimumQuantity}");
        if (MakerFeeRate is < -1m or > 1m) throw new ArgumentException($"maker fee rate {MakerFeeRate} must be a fraction from -1 to 1");
        if (TakerFeeRate is < -1m or > 1m) throw new ArgumentException($"taker fee rate {TakerFeeRate} must be a fraction from -1 to 1");
        Bounds?.Validate();
        return this;
    }
}
