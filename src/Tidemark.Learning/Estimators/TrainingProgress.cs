namespace Tidemark.Learning.Estimators;

/// <summary>How far a training is: one point of its learning curve.</summary>
/// <param name="Step">The epoch or round that has ended, from 1.</param>
/// <param name="Steps">How many there are at most.</param>
/// <param name="TrainLoss">The loss on the samples learnt from; NaN where it is not known.</param>
/// <param name="ValidationLoss">The loss on the validation samples; NaN where there are none.</param>
public readonly record struct TrainingProgress(int Step, int Steps, double TrainLoss, double ValidationLoss);
