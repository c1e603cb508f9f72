namespace Tidemark.Cli.Commands.Bench;

/// <summary>One measured figure.</summary>
/// <param name="Name">Stable camelCase name; baselines and other programs find the figure by it.</param>
/// <param name="Unit">What one is: <c>bars/s</c>, <c>bytes</c>, <c>s</c>, <c>ratio</c>.</param>
internal sealed record BenchMetric(string Name, double Value, string Unit, BetterDirection Better);
