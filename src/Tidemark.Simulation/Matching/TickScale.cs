namespace Tidemark.Simulation.Matching;

/// <summary>
/// The door between exact prices and quantities and the ticks and lots of a book. It never rounds: what is not a multiple is refused, and
/// whoever wants to round does so before with <see cref="Instrument"/>.
/// </summary>
public sealed class TickScale
{
    private readonly decimal priceTick;
    private readonly decimal quantityStep;

    /// <summary>The tick and step of an instrument at a time.</summary>
    /// <exception cref="ArgumentException">The instrument has no tick or no step then.</exception>
    public TickScale(Instrument instrument, Instant time)
    {
        var rules = instrument.RulesAt(time);
        priceTick = rules.PriceTick ?? throw new ArgumentException($"{instrument.Id} has no price tick, which an order book needs");
        quantityStep = rules.QuantityStep ?? throw new ArgumentException($"{instrument.Id} has no quantity step, which an order book needs");
    }

    public bool TryGetTicks(Price price, out long ticks) => TryDivide(price.Value, priceTick, out ticks);

    public bool TryGetLots(Quantity quantity, out long lots) => TryDivide(quantity.Value, quantityStep, out lots);

    /// <summary>The most ticks times lots that an amount of quote currency covers; for <see cref="MatchOrder.NotionalLimit"/>.</summary>
    /// <exception cref="OverflowException">It is beyond 2^63.</exception>
    public long NotionalOf(decimal quoteQuantity) => decimal.ToInt64(decimal.Floor(quoteQuantity / (priceTick * quantityStep)));

    public Price PriceOf(long ticks) => new(ticks * priceTick);

    public Quantity QuantityOf(long lots) => new(lots * quantityStep);

    private static bool TryDivide(decimal value, decimal unit, out long multiple)
    {
        multiple = 0;
        if (Math.Abs(value) > long.MaxValue * unit || value % unit != 0) return false;
        multiple = decimal.ToInt64(value / unit);
        return true;
    }
}
