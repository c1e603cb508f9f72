namespace Tidemark.Simulation.Matching;

/// <summary>A price level as the public sees it.</summary>
/// <param name="QuantityLots">All displayed lots; 0 in a list of changes when the level is gone.</param>
/// <param name="OrderCount">The orders at the price.</param>
public readonly record struct BookLevel(long PriceTicks, long QuantityLots, int OrderCount);
