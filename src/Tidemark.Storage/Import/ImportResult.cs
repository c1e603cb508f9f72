using System.Collections.Immutable;
using Tidemark.Storage.Catalog;

namespace Tidemark.Storage.Import;

/// <summary>What an import found and what it changed.</summary>
/// <param name="Tables">What was found, one report a table, in the order of the paths.</param>
/// <param name="Filled">Bars put into gaps.</param>
/// <param name="FilledGaps">The first of those gaps.</param>
/// <param name="Outcome">What it did to the series, filled bars included.</param>
public sealed record ImportResult(ImmutableArray<TableReport> Tables, long Filled, ImmutableArray<GapRange> FilledGaps, ImportOutcome Outcome)
{
    public bool IsTrades => Tables[0].IsTrades;

    /// <summary>Rows with data in all files.</summary>
    public long RowsRead => Tables.Sum(table => table.RowsRead);

    /// <summary>Rows that remained after repairs.</summary>
    public long RowsKept => Tables.Sum(table => table.RowsKept);

    /// <summary>Rows that a repair left out or moved, and bars that were filled in or chosen over others.</summary>
    public long Repaired => Tables.Sum(table => table.Repairs.Sum(repair => repair.Rows)) + Filled + Outcome.Kept + Outcome.Replaced;

    public Instant First => Tables.Min(table => table.First);

    public Instant Last => Tables.Max(table => table.Last);
}
