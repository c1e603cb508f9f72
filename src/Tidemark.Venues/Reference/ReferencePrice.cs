namespace Tidemark.Venues.Reference;

/// <summary>The price of a coin in a currency over all venues that the source knows. Null is what the source does not know.</summary>
/// <param name="Coin">The source's name: <c>bitcoin</c>.</param>
/// <param name="Currency">As it was asked for: <c>usd</c>.</param>
/// <param name="Price">Of one coin.</param>
/// <param name="MarketCap">In the currency.</param>
/// <param name="Volume24Hours">Traded in 24 hours, in the currency.</param>
/// <param name="Change24Hours">As a fraction.</param>
/// <param name="UpdatedAt">When the source last changed it.</param>
public sealed record ReferencePrice(string Coin, string Currency, double Price, double? MarketCap, double? Volume24Hours, double? Change24Hours, Instant? UpdatedAt);
