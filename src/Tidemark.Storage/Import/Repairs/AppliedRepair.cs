using System.Collections.Immutable;

namespace Tidemark.Storage.Import.Repairs;

/// <summary>What a repair did to one table.</summary>
/// <param name="Name">Its name: <c>skip-invalid</c>.</param>
/// <param name="Rows">Rows left out, moved or added.</param>
/// <param name="Examples">The first of them, each with its line and reason.</param>
public sealed record AppliedRepair(string Name, long Rows, ImmutableArray<string> Examples)
{
    /// <summary>One sentence: <c>skip-invalid: 2 rows (line 7: high is below low …)</c>.</summary>
    public override string ToString() => $"{Name}: {Rows} {(Rows == 1 ? "row" : "rows")} ({string.Join("; ", Examples)}{(Rows > Examples.Length ? "; …" : "")})";
}
