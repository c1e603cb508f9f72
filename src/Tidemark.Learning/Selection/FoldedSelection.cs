using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Validation;

namespace Tidemark.Learning.Selection;

/// <summary>Selects features inside folds: from the training samples of each, judged on the last part of them; the test samples of a fold are never looked at.</summary>
public static class FoldedSelection
{
    /// <param name="selector">How.</param>
    /// <param name="set">All samples.</param>
    /// <param name="spans">When each is made and its label known.</param>
    /// <param name="folds">The folds.</param>
    /// <param name="count">How many features are chosen in each; 0 for as many as the selector ranks.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <exception cref="ArgumentException">A fold has too few samples.</exception>
    public static SelectionReport Run(IFeatureSelector selector, TrainingSet set, SampleSpans spans, IReadOnlyList<Fold> folds, int count, FitContext context)
    {
        if (folds.Count == 0) throw new ArgumentException("features cannot be selected in no fold at all");
        var chosen = ImmutableArray.CreateBuilder<ImmutableArray<int>>(folds.Count);
        var (shares, scores) = (new double[set.Features.Columns], new double[set.Features.Columns]);
        foreach (var fold in folds)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var carved = fold.Validation.IsEmpty ? fold.WithValidation(spans, 0.25) : fold;
            var ranking = selector.Rank(set.Take(carved.Train), set.Take(carved.Validation), context);
            ImmutableArray<int> best = count == 0 ? ranking.Order : [.. ranking.Order.Take(count)];
            foreach (var column in best) shares[column] += 1.0 / folds.Count;
            for (var column = 0; column < scores.Length; column++) scores[column] += ranking.Scores[column] / folds.Count;
            chosen.Add(best);
        }
        return new SelectionReport(selector.Name, chosen.MoveToImmutable(), [.. shares], [.. scores]);
    }
}
