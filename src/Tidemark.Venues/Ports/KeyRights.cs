namespace Tidemark.Venues.Ports;

/// <summary>What an API key may do. Null where the venue does not tell.</summary>
/// <param name="CanRead">Balances and orders.</param>
/// <param name="CanTrade">Place and cancel.</param>
/// <param name="CanWithdraw">Take money out: a key for trading should not be able to, and is refused by default.</param>
/// <param name="IsBoundToAddress">Whether it only works from named IP addresses.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record KeyRights(bool CanRead, bool CanTrade, bool? CanWithdraw, bool? IsBoundToAddress = null, Instant? ExpiresAt = null);
