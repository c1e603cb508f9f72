using Tidemark.Learning.Estimators;
using Tidemark.Learning.Trees.Explanations;

namespace Tidemark.Learning.Selection;

/// <summary>How features matter to the loss of a model: mean squared error of numbers, log loss of classes; by sample weights where there are any.</summary>
internal static class ModelLoss
{
    private const double SmallestProbability = 1e-15;

    /// <summary>By how much the loss grows when the values of each feature are shuffled.</summary>
    public static double[] Growth(IFittedModel model, TrainingSet samples, int repeats, FitContext context) =>
        [.. PermutationImportance.Compute(model, samples, (targets, outputs) => -Of(samples, model.Outputs, targets, outputs), repeats, context.Seed, context.Cancellation).Means];

    private static double Of(TrainingSet samples, int outputs, double[] targets, double[] predictions)
    {
        double sum = 0, weights = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = samples.Weights.IsEmpty ? 1 : samples.Weights.Span[i];
            sum += weight * Of(samples.Task, predictions.AsSpan(i * outputs, outputs), targets[i]);
            weights += weight;
        }
        return weights > 0 ? sum / weights : 0;
    }

    private static double Of(LearningTask task, ReadOnlySpan<double> prediction, double target)
    {
        if (task == LearningTask.Regression) return (prediction[0] - target) * (prediction[0] - target);
        var probability = task == LearningTask.MultiClass ? prediction[(int)target] : target > 0 ? prediction[0] : 1 - prediction[0];
        return -Math.Log(Math.Clamp(probability, SmallestProbability, 1));
    }
}
