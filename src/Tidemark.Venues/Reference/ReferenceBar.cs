namespace Tidemark.Venues.Reference;

/// <summary>Open, high, low and close of a coin over all venues that the source knows. The source dates bars by their close.</summary>
public readonly record struct ReferenceBar(Instant CloseTime, double Open, double High, double Low, double Close);
