namespace Tidemark.Simulation.Backtesting;

/// <summary>The part of a sum that an account paid for one cause which belongs to one strategy.</summary>
/// <param name="Strategy">The dense number of the strategy.</param>
/// <param name="Kind">The cause.</param>
/// <param name="Amount">In the currency of the run; positive is paid, negative was received.</param>
public sealed record StrategyCost(int Strategy, CostKind Kind, decimal Amount);
