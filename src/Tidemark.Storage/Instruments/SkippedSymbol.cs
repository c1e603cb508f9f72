namespace Tidemark.Storage.Instruments;

/// <summary>A symbol of an imported file of which nothing was stored.</summary>
/// <param name="Symbol">As the file writes it.</param>
/// <param name="Reason">Why: <c>inverse contract</c>, <c>no filters</c>, or the defect that was to be skipped.</param>
public sealed record SkippedSymbol(string Symbol, string Reason);
