using System.Collections.Immutable;

namespace Tidemark.Learning.Selection;

/// <summary>What a selector chose in each fold, and how far the folds agree.</summary>
/// <param name="Selector">Its name.</param>
/// <param name="Folds">The columns chosen in each fold, the best first.</param>
/// <param name="Shares">For each column in how many of the folds it was chosen, as a share.</param>
/// <param name="Scores">For each column its mean score over the folds.</param>
public sealed record SelectionReport(string Selector, ImmutableArray<ImmutableArray<int>> Folds, ImmutableArray<double> Shares, ImmutableArray<double> Scores)
{
    /// <summary>The mean over all pairs of folds of what both chose over what either chose: 1 where all agree.</summary>
    public double Stability
    {
        get
        {
            double sum = 0;
            var pairs = 0;
            for (var left = 0; left < Folds.Length; left++)
                for (var right = left + 1; right < Folds.Length; right++, pairs++)
                {
                    var both = Folds[left].Intersect(Folds[right]).Count();
                    var either = Folds[left].Union(Folds[right]).Count();
                    sum += either == 0 ? 1 : (double)both / either;
                }
            return pairs == 0 ? 1 : sum / pairs;
        }
    }
}
