using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Samples as a model sees them, with what made them so.</summary>
/// <param name="Preparation">What was done to the features.</param>
/// <param name="TakesMissing">Whether the model takes missing values.</param>
/// <param name="Train">The samples to learn from that can be used.</param>
/// <param name="Validation">The samples to stop by that can be used; null for none.</param>
/// <param name="LeftOut">How many samples to learn from cannot be used: a value is missing, or they lie too near to the beginning.</param>
public sealed record PreparedSamples(FittedPreprocessor Preparation, bool TakesMissing, TrainingSet Train, TrainingSet? Validation, int LeftOut)
{
    /// <summary>Learns.</summary>
    /// <exception cref="ArgumentException">The model cannot learn from the samples.</exception>
    /// <exception cref="ArithmeticException">The training diverged.</exception>
    public PreparedModel Fit(IEstimator estimator, FitContext context) => new(Preparation, estimator.Fit(Train, Validation, context), TakesMissing);
}
