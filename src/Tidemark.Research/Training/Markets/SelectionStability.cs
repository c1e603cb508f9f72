using System.Collections.Immutable;
using Tidemark.Learning.Selection;

namespace Tidemark.Research.Training.Markets;

/// <summary>How far folds agree about the features that are worth keeping.</summary>
/// <param name="Shares">For each feature that was selected in a fold in what share of the folds it was, the most frequent first.</param>
/// <param name="Agreement">The mean over all pairs of folds of what both selected over what either did: 1 where all agree.</param>
public sealed record SelectionStability(ImmutableArray<KeyValuePair<string, double>> Shares, double Agreement)
{
    /// <summary>Of folds; null where nothing was selected in them.</summary>
    internal static SelectionStability? Of(ImmutableArray<FoldScore> folds)
    {
        if (folds.IsEmpty || folds.Any(fold => fold.Selected.IsEmpty)) return null;
        ImmutableArray<string> names = [.. folds.SelectMany(fold => fold.Selected).Distinct()];
        var report = new SelectionReport("", [.. folds.Select(fold => fold.Selected.Select(name => names.IndexOf(name)).ToImmutableArray())], [], []);
        var shares = names.Select(name => KeyValuePair.Create(name, folds.Count(fold => fold.Selected.Contains(name)) / (double)folds.Length));
        return new SelectionStability([.. shares.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal)], report.Stability);
    }
}
