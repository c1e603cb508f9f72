using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>Learns nothing from features: the shares of the classes, the mean of the targets, or zero.</summary>
/// <param name="kind">Its name in the catalog.</param>
/// <param name="isZero">Whether it predicts zero instead of the mean.</param>
internal sealed class ConstantBaseline(string kind, bool isZero) : IEstimator
{
    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var targets = SampleTargets.Of(train);
        var outputs = isZero ? [0] : targets.Answer(Enumerable.Range(0, targets.Count), smoothing: 0);
        return new ConstantModel(kind, train.Task, train.Features.Columns, outputs);
    }
}
