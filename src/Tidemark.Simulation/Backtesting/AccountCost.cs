namespace Tidemark.Simulation.Backtesting;

/// <summary>A sum that an account paid for one cause over a whole run.</summary>
/// <param name="Kind">The cause.</param>
/// <param name="Amount">In the currency of the run; positive is paid, negative was received.</param>
public sealed record AccountCost(CostKind Kind, decimal Amount);
