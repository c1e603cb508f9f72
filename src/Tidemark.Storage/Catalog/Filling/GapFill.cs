using System.Collections.Immutable;

namespace Tidemark.Storage.Catalog.Filling;

/// <summary>What fills the gaps of a series; nothing is stored yet.</summary>
/// <param name="Spec">The series.</param>
/// <param name="Parts">What each donor brings.</param>
/// <param name="AbsentBars">Bars that are absent in the chosen gaps.</param>
public sealed record GapFill(BarSpec Spec, ImmutableArray<DonorFill> Parts, long AbsentBars)
{
    public long FilledBars => Parts.Sum(part => part.Bars.Count);
}
