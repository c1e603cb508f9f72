namespace Tidemark.Learning.Estimators;

/// <summary>A model with its settings, before it has learnt.</summary>
public interface IEstimator
{
    /// <summary>Number of rows that the model will read, the sample's own last.</summary>
    int Window => 1;

    /// <summary>Learns.</summary>
    /// <param name="train">The samples to learn from.</param>
    /// <param name="validation">Samples for early stopping and the learning curve; never learnt from. Null where there are none.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The samples are not what the model can learn: none, one class only, missing values where it takes none.</exception>
    /// <exception cref="ArithmeticException">The training diverged; the message says at which step.</exception>
    IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context);
}
