namespace Tidemark.Research.Attribution;

/// <summary>One way to share out the round trips of a run.</summary>
/// <param name="Name">The property in JSON: <c>byEntryTag</c>.</param>
/// <param name="Heading">For tables: <c>entry tag</c>.</param>
/// <param name="Lines">Each round trip is in exactly one.</param>
public sealed record AttributionDimension(string Name, string Heading, IReadOnlyList<AttributedTrades> Lines);
