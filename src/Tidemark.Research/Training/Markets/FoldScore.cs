using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Training.Markets;

/// <summary>How a model did on one fold.</summary>
/// <param name="Fold">Its number, from 1.</param>
/// <param name="From">The first moment judged on.</param>
/// <param name="To">The last.</param>
/// <param name="TrainSamples">Samples learnt from, after purging.</param>
/// <param name="Scores">The figures; null where no sample could be judged.</param>
/// <param name="Steps">Steps after which it was best; 0 for models without.</param>
/// <param name="Curve">Its learning curve.</param>
public sealed record FoldScore(int Fold, Instant From, Instant To, int TrainSamples, PredictionScores? Scores, int Steps, IReadOnlyList<TrainingProgress> Curve)
{
    /// <summary>The features that were selected in it; empty where all were read.</summary>
    public ImmutableArray<string> Selected { get; init; } = [];
}
