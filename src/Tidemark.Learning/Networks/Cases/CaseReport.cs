using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>What a case gave, and how it compares with the numbers of its file.</summary>
/// <param name="Kind">What was computed: <c>lstm</c>, <c>optimizers</c>.</param>
/// <param name="Results">The computed values in the layout of the file.</param>
/// <param name="Comparisons">One for each result that the file has.</param>
/// <param name="Missing">Paths of results that the file has and that were not computed.</param>
public sealed record CaseReport(string Kind, JsonObject Results, ImmutableArray<CaseComparison> Comparisons, ImmutableArray<string> Missing)
{
    /// <summary>The worst comparison; null where the file has no results.</summary>
    public CaseComparison? Worst => Comparisons.IsEmpty ? null : Comparisons.MaxBy(one => double.IsNaN(one.RelativeError) ? double.PositiveInfinity : one.RelativeError);

    /// <summary>Whether every result of the file was computed and lies within the tolerance.</summary>
    public bool Agrees(double tolerance) => Missing.IsEmpty && Comparisons.All(one => one.RelativeError <= tolerance);
}
