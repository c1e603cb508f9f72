namespace Tidemark.Research.Backtests;

/// <summary>What is owned at the start besides the cash.</summary>
/// <param name="Balance">How much of which asset.</param>
/// <param name="Venue">Where it lies; null for the venue of the first instrument.</param>
public sealed record OwnedAsset(Money Balance, string? Venue = null);
