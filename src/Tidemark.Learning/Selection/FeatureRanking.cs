using System.Collections.Immutable;

namespace Tidemark.Learning.Selection;

/// <summary>Columns in the order of their worth.</summary>
/// <param name="Order">Numbers of columns, the best first; those that a selector leaves out are not there.</param>
/// <param name="Scores">The worth of each column of the table, in the unit of the selector; larger is better.</param>
public sealed record FeatureRanking(ImmutableArray<int> Order, ImmutableArray<double> Scores)
{
    /// <summary>All columns by their scores; equal ones in the order of the table.</summary>
    public static FeatureRanking ByScore(IReadOnlyList<double> scores) =>
        new([.. Enumerable.Range(0, scores.Count).OrderByDescending(column => scores[column]).ThenBy(column => column)], [.. scores]);
}
