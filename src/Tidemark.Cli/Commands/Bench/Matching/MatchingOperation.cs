namespace Tidemark.Cli.Commands.Bench.Matching;

/// <summary>One command of the workload, small so that reading it costs little.</summary>
/// <param name="QuantityLots">0 for a cancellation.</param>
internal readonly record struct MatchingOperation(long OrderId, long PriceTicks, int QuantityLots, Side Side);
