namespace Tidemark.Domain;

/// <summary>A print: others traded with each other. Price in quote, quantity in base currency.</summary>
/// <param name="Time">When the venue matched it.</param>
/// <param name="Aggressor">The side of the taker, or null where the source does not say.</param>
/// <param name="TradeId">The venue's number of the trade, 0 where it has none.</param>
public readonly record struct Trade(Instant Time, double Price, double Quantity, Side? Aggressor, long TradeId)
{
    /// <summary>Why the values cannot be a trade, or null when they can.</summary>
    public string? Defect()
    {
        if (!double.IsFinite(Price) || !double.IsFinite(Quantity)) return "price or quantity is not a finite number";
        if (Price <= 0) return "the price is not positive";
        return Quantity <= 0 ? "the quantity is not positive" : null;
    }
}
