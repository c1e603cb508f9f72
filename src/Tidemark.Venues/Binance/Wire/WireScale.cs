namespace Tidemark.Venues.Binance.Wire;

/// <summary>The grid of a book made ready for reading numbers digit by digit. Make it once for each instrument.</summary>
/// <remarks>
/// In the books of spot markets rest finer quantities than an order may have, remainders of fees: their grid is the precision of the base
/// asset (<c>baseAssetPrecision</c>, 0.00000001), not the step of the LOT_SIZE filter.
/// </remarks>
/// <param name="scale">The grid.</param>
public sealed class WireScale(BookScale scale)
{
    private readonly FixedGrid prices = new(scale.PriceTick);
    private readonly FixedGrid quantities = new(scale.QuantityStep);

    public BookScale Scale => scale;

    internal ref readonly FixedGrid Prices => ref prices;

    internal ref readonly FixedGrid Quantities => ref quantities;

    /// <summary>A price in ticks; what is wrong when it is not on the grid.</summary>
    public WireFault TryTicks(FixedNumber price, out long ticks) => prices.TryCount(price, out ticks);

    /// <summary>A quantity in lots; what is wrong when it is not on the grid.</summary>
    public WireFault TryLots(FixedNumber quantity, out long lots) => quantities.TryCount(quantity, out lots);
}
