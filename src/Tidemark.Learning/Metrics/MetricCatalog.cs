using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Learning.Metrics;

/// <summary>Every metric by name.</summary>
public static class MetricCatalog
{
    private static readonly ImmutableArray<LearningTask> Numbers = [LearningTask.Regression];
    private static readonly ImmutableArray<LearningTask> Two = [LearningTask.Binary];
    private static readonly ImmutableArray<LearningTask> Several = [LearningTask.Binary, LearningTask.MultiClass];

    /// <summary>All; of a task the first is the usual one to choose models by.</summary>
    public static ImmutableArray<Metric> All { get; } =
    [
        new("logLoss", "Log loss", Several, false, OfLogLoss),
        new("rocAuc", "ROC AUC", Several, true, OfRocAuc),
        new("prAuc", "PR AUC", Two, true, samples => PrecisionRecallCurve.AveragePrecision(samples.Targets.Span, samples.Outputs.Span, samples.Weights.Span)),
        new("accuracy", "Accuracy", Several, true, samples => Confusion(samples).Accuracy),
        new("balancedAccuracy", "Balanced accuracy", Several, true, samples => Confusion(samples).BalancedAccuracy),
        new("precision", "Precision", Two, true, samples => Confusion(samples).Precision(1)),
        new("recall", "Recall", Two, true, samples => Confusion(samples).Recall(1)),
        new("f1", "F1", Several, true, samples => samples.Task == LearningTask.Binary ? Confusion(samples).F1(1) : Confusion(samples).MacroF1),
        new("matthews", "Matthews correlation", Several, true, samples => Confusion(samples).Matthews),
        new("brier", "Brier score", Several, false, OfBrier),
        new("calibrationError", "Expected calibration error", Two, false,
            samples => CalibrationCurve.Compute(samples.Targets.Span, samples.Outputs.Span, weights: samples.Weights.Span).ExpectedError),
        new("rmse", "Root mean squared error", Numbers, false, samples => OfNumbers(samples).RootMeanSquaredError),
        new("mae", "Mean absolute error", Numbers, false, samples => OfNumbers(samples).MeanAbsoluteError),
        new("r2", "R²", Numbers, true, samples => OfNumbers(samples).RSquared),
        new("informationCoefficient", "Information coefficient", Numbers, true,
            samples => Correlation.Spearman(samples.Targets.Span, samples.Outputs.Span, samples.Weights.Span)),
        new("pearson", "Correlation", Numbers, true, samples => Correlation.Pearson(samples.Targets.Span, samples.Outputs.Span, samples.Weights.Span)),
        new("directionalAccuracy", "Directional accuracy", Numbers, true, samples => OfNumbers(samples).DirectionalAccuracy),
    ];

    /// <summary>The Sharpe ratio, a sample, of what following a model earned: the outputs are what it earned. Nothing held is a ratio of zero.</summary>
    public static Metric Sharpe { get; } = new("sharpe", "Sharpe ratio after costs", Numbers, true, samples => OfEarnings(samples.Outputs.Span));

    /// <summary>The metric of that name; null where there is none.</summary>
    public static Metric? Find(string name) => All.Append(Sharpe).FirstOrDefault(metric => metric.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>All that judge a task.</summary>
    public static ImmutableArray<Metric> Of(LearningTask task) => [.. All.Where(metric => metric.Tasks.Contains(task))];

    private static double OfEarnings(ReadOnlySpan<double> earned)
    {
        var (mean, square) = (0.0, 0.0);
        foreach (var value in earned) mean += value / earned.Length;
        foreach (var value in earned) square += (value - mean) * (value - mean);
        return square > 0 ? mean / Math.Sqrt(square / (earned.Length - 1)) : 0;
    }

    private static double OfLogLoss(ScoredSamples samples) => samples.Task == LearningTask.Binary
        ? LogLoss.Binary(samples.Targets.Span, samples.Outputs.Span, samples.Weights.Span)
        : LogLoss.MultiClass(samples.Targets.Span, samples.Outputs.Span, samples.Classes, samples.Weights.Span);

    private static double OfRocAuc(ScoredSamples samples) => samples.Task == LearningTask.Binary
        ? RocCurve.Area(samples.Targets.Span, samples.Outputs.Span, samples.Weights.Span)
        : RocCurve.AreaOneVersusRest(samples.Targets.Span, samples.Outputs.Span, samples.Classes, samples.Weights.Span);

    private static double OfBrier(ScoredSamples samples) => samples.Task == LearningTask.Binary
        ? BinaryMetrics.Compute(samples.Targets.Span, samples.Outputs.Span, samples.Weights.Span).Brier
        : MultiClassMetrics.Compute(samples.Targets.Span, samples.Outputs.Span, samples.Classes, samples.Weights.Span).Brier;

    private static ConfusionMatrix Confusion(ScoredSamples samples) => samples.Task == LearningTask.Binary
        ? BinaryMetrics.Compute(samples.Targets.Span, samples.Outputs.Span, samples.Weights.Span).Confusion
        : MultiClassMetrics.Compute(samples.Targets.Span, samples.Outputs.Span, samples.Classes, samples.Weights.Span).Confusion;

    private static RegressionMetrics OfNumbers(ScoredSamples samples) => RegressionMetrics.Compute(samples.Targets.Span, samples.Outputs.Span, samples.Weights.Span);
}
