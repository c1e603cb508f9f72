namespace Tidemark.Research.Attribution;

/// <summary>A part of the profit that belongs to no round trip.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Amount">In units of <see cref="MoneyUnits"/>; negative is lost.</param>
public sealed record RestLine(RestKind Kind, decimal Amount);
