namespace Tidemark.Research.Universes;

/// <summary>A universe at one moment.</summary>
/// <param name="Definition">Its rules.</param>
/// <param name="Time">The moment; nothing later was looked at.</param>
/// <param name="Rows">Every candidate, by name.</param>
public sealed record UniverseSnapshot(UniverseDefinition Definition, Instant Time, IReadOnlyList<UniverseRow> Rows)
{
    public IEnumerable<UniverseRow> Members => Rows.Where(row => row.IsMember);
}
