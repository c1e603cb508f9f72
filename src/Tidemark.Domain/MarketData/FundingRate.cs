namespace Tidemark.Domain;

/// <summary>A funding payment of a perpetual: positions held at <paramref name="Time"/> pay (long) or receive (short) rate times notional.</summary>
/// <param name="Rate">A fraction of notional for the period; positive means that longs pay.</param>
/// <param name="MarkPrice">The mark price used, in quote currency; NaN where the source does not give it.</param>
public readonly record struct FundingRate(Instant Time, double Rate, double MarkPrice);
