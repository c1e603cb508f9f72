using System.Collections.Immutable;
using Tidemark.Storage.Catalog;

namespace Tidemark.Storage.Import;

/// <summary>Bars read from a file without storing them.</summary>
/// <param name="Bars">Ascending, one a time, aligned to their interval; bars may be absent.</param>
/// <param name="Gaps">The absent ones.</param>
/// <param name="Tables">What was found, one report a table.</param>
public sealed record ImportedBars(BarColumns Bars, GapMap Gaps, ImmutableArray<TableReport> Tables)
{
    public Interval Interval => Bars.Interval;
}
