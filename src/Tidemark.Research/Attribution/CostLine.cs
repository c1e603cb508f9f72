using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Attribution;

/// <summary>What one cause cost over the whole run.</summary>
/// <param name="Kind">The cause.</param>
/// <param name="Amount">In the currency of the run, positive is paid; null where a conversion is missing.</param>
public sealed record CostLine(CostKind Kind, decimal? Amount);
