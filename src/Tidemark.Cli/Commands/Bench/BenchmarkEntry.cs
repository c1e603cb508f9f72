namespace Tidemark.Cli.Commands.Bench;

/// <summary>A benchmark that can be made when it is asked for.</summary>
/// <param name="Name">The word after <c>bench</c>.</param>
/// <param name="Description">What is measured, in a few words.</param>
internal sealed record BenchmarkEntry(string Name, string Description, Func<IBenchmark> Create);
