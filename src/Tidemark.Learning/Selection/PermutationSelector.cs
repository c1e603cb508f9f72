using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Selection;

/// <summary>
/// Ranks features by how much the loss of a model grows when their values are shuffled: fitted on the training, judged on the validation samples, and
/// without those on the training samples. Features that say the same stand in for one another and all look useless: join them first (<see cref="CorrelationClusterSelector"/>).
/// </summary>
/// <param name="Estimator">The model.</param>
/// <param name="Repeats">How often each feature is shuffled.</param>
public sealed record PermutationSelector(IEstimator Estimator, int Repeats = 5) : IFeatureSelector
{
    /// <inheritdoc/>
    public string Name => "permutation";

    /// <inheritdoc/>
    public FeatureRanking Rank(TrainingSet train, TrainingSet? validation, FitContext context) =>
        FeatureRanking.ByScore(ModelLoss.Growth(Estimator.Fit(train, null, context), validation ?? train, Repeats, context));
}
