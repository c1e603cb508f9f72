namespace Tidemark.Engine.Strategies;

/// <summary>An entry with the two orders that end it: one fills, the other is canceled.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="StopLoss">The protective stop, active once the entry has filled; null when none was asked for.</param>
/// <param name="TakeProfit">The limit order at the target, active once the entry has filled; null when none was asked for.</param>
public sealed record Bracket(Order Entry, Order? StopLoss, Order? TakeProfit);
