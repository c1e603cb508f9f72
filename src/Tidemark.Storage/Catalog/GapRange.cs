namespace Tidemark.Storage.Catalog;

/// <summary>A run of absent bars: the open time of the first absent one, the open time of the next present one, and how many are absent.</summary>
public readonly record struct GapRange(Instant From, Instant To, long Bars);
