namespace Tidemark.Strategies.MarketMaking;

/// <summary>Where a strategy wants to buy and to sell, before rounding; NaN for a side on which it wants nothing.</summary>
/// <param name="Bid">The price of its best bid.</param>
/// <param name="Ask">The price of its best ask.</param>
/// <param name="Step">How much further each following level lies.</param>
public readonly record struct QuotePrices(double Bid, double Ask, double Step = 0)
{
    /// <summary>No quote on either side.</summary>
    public static readonly QuotePrices None = new(double.NaN, double.NaN);
}
