namespace Tidemark.Venues.Ports;

/// <summary>One page of a history, oldest first.</summary>
/// <param name="Items">Ascending in time.</param>
/// <param name="Continuation">Given back, it leads to the next page, in another process too; null after the last one.</param>
public sealed record VenuePage<T>(IReadOnlyList<T> Items, string? Continuation);
