namespace Tidemark.Venues.Ports;

/// <summary>What an account pays for fills, as fractions of their notional.</summary>
public sealed record VenueFeeRates(decimal Maker, decimal Taker);
