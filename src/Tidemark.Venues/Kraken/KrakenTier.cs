namespace Tidemark.Venues.Kraken;

/// <summary>How much an account may ask, by how well its owner is verified.</summary>
/// <param name="Calls">The counter of private calls at which the venue refuses.</param>
/// <param name="CallDecay">How much it falls in a second.</param>
/// <param name="Trading">The counter of orders of one pair.</param>
/// <param name="TradingDecay">How much it falls in a second.</param>
/// <remarks>Source: Kraken's documentation, "REST rate limits" and "Spot trading limits".</remarks>
public sealed record KrakenTier(double Calls, double CallDecay, double Trading, double TradingDecay)
{
    public static readonly KrakenTier Starter = new(15, 0.33, 60, 1);

    public static readonly KrakenTier Intermediate = new(20, 0.5, 125, 2.34);

    public static readonly KrakenTier Pro = new(20, 1, 180, 3.75);
}
