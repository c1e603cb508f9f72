using Tidemark.Learning.Estimators;
using Tidemark.Learning.Trees;

namespace Tidemark.Learning.Selection;

/// <summary>
/// Ranks features by their mean absolute contribution (SHAP) to the predictions of trees: fitted on the training samples, explained on the validation samples, and
/// without those on the training samples.
/// </summary>
/// <param name="Estimator">Trees: <c>gbm</c>, <c>forest</c>, <c>extra-trees</c>.</param>
public sealed record ContributionSelector(IEstimator Estimator) : IFeatureSelector
{
    /// <inheritdoc/>
    public string Name => "shap";

    /// <inheritdoc/>
    public FeatureRanking Rank(TrainingSet train, TrainingSet? validation, FitContext context) => Estimator.Fit(train, null, context) is TreeModel trees
        ? FeatureRanking.ByScore(trees.MeanAbsoluteContributions((validation ?? train).Features, (validation ?? train).Rows.Span))
        : throw new ArgumentException("contributions are known of trees alone: gbm, forest or extra-trees");
}
