namespace Tidemark.Cli.Downloads;

/// <summary>A time for which nothing is stored.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
internal readonly record struct MissingRange(Instant From, Instant To);
