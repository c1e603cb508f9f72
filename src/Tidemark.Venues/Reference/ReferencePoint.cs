namespace Tidemark.Venues.Reference;

/// <summary>Price, market capitalisation and volume of 24 hours at one moment; NaN is what the source does not know.</summary>
public readonly record struct ReferencePoint(Instant Time, double Price, double MarketCap, double Volume24Hours);
