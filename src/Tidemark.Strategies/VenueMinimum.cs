namespace Tidemark.Strategies;

/// <summary>Whether an order is large enough for its venue.</summary>
internal static class VenueMinimum
{
    /// <summary>Whether quantity and notional reach what the trading rules of the moment demand; what is not known demands nothing.</summary>
    public static bool IsReached(Instrument instrument, decimal quantity, decimal price, Instant now)
    {
        var rules = instrument.RulesAt(now);
        return quantity > 0m && !(quantity < rules.MinimumQuantity) && !(quantity * price < rules.MinimumNotional);
    }
}
