using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Selection;

/// <summary>
/// Fits the model, leaves out the least useful features (by the growth of the loss when they are shuffled, on the validation samples), and fits again until few are left. The order is
/// that of leaving, the last one first; features left out in the same round stand by their importance. A score is the round in which a feature left.
/// </summary>
/// <remarks>Source: I. Guyon, J. Weston, S. Barnhill and V. Vapnik, "Gene Selection for Cancer Classification using Support Vector Machines" (2002), for any model.</remarks>
/// <param name="Estimator">The model.</param>
/// <param name="Count">Features that are kept, at least 1.</param>
/// <param name="Share">The share of the remaining features that leave in a round, at least one of them.</param>
/// <param name="Repeats">How often each feature is shuffled.</param>
public sealed record RecursiveEliminationSelector(IEstimator Estimator, int Count, double Share = 0.2, int Repeats = 3) : IFeatureSelector
{
    /// <inheritdoc/>
    public string Name => "recursive-elimination";

    /// <inheritdoc/>
    public FeatureRanking Rank(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1);
        if (!(Share is > 0 and < 1)) throw new ArgumentException($"a share of {Share} of features that leave must lie between 0 and 1");
        var left = Enumerable.Range(0, train.Features.Columns).ToList();
        var scores = new double[left.Count];
        for (var round = 1; ; round++)
        {
            var importance = Importance(train, validation, left, context);
            var order = Enumerable.Range(0, left.Count).OrderBy(index => importance[index]).ThenByDescending(index => index).Select(index => left[index]).ToList();
            if (left.Count <= Count)
            {
                foreach (var column in left) scores[column] = round;
                order.Reverse();
                return new FeatureRanking([.. order], scores.ToImmutableArray());
            }
            foreach (var column in order.Take(Math.Min(Math.Max((int)(left.Count * Share), 1), left.Count - Count)))
            {
                scores[column] = round;
                left.Remove(column);
            }
        }
    }

    private double[] Importance(TrainingSet train, TrainingSet? validation, List<int> columns, FitContext context)
    {
        var model = Estimator.Fit(ChosenColumns.Of(train, columns), null, context);
        return ModelLoss.Growth(model, ChosenColumns.Of(validation ?? train, columns), Repeats, context);
    }
}
