namespace Tidemark.Research.Training.Searching;

/// <summary>What came of settings.</summary>
/// <param name="Value">The figure that is made better.</param>
/// <param name="Ratio">The Sharpe ratio, a bar, of the sign of the predictions; NaN where there is none.</param>
/// <param name="Seconds">How long the trainings took.</param>
/// <param name="IsStopped">Whether they were not tried to the end.</param>
internal sealed record TrialFigures(double Value, double Ratio, double Seconds, bool IsStopped);
