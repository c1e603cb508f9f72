namespace Tidemark.Simulation.Matching;

/// <summary>The new terms of a live order, all of them: what shall stay is given as it is.</summary>
/// <param name="QuantityLots">The whole quantity including what has filled; if it is not above that, the order is canceled.</param>
/// <param name="PriceTicks">The limit; ignored for orders without one.</param>
/// <param name="TriggerTicks">The trigger of an order that still waits; ignored for others.</param>
public readonly record struct MatchAmendment(long OrderId, long QuantityLots, long PriceTicks, long TriggerTicks = 0);
