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
    /// <summary>Nothing known: anything positive is accepted.</summary>
    public static readonly TradingRules None = new(Instant.MinValue, null, null, null, null);

    /// <exception cref="ArgumentException">A tick or step is not positive, or a minimum is negative.</exception>
    public TradingRules Validate()
    {
        if (PriceTick is <= 0m) throw new ArgumentException($"price tick {PriceTick} must be positive");
        if (QuantityStep is <= 0m) throw new ArgumentException($"quantity step {QuantityStep} must be positive");
        if (MinimumQuantity is < 0m) throw new ArgumentException($"minimum quantity {MinimumQuantity} must not be negative");
        if (MinimumNotional is < 0m) throw new ArgumentException($"minimum notional {MinimumNotional} must not be negative");
        return this;
    }
}
