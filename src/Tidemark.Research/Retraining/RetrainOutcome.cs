using Tidemark.Engine.Predictions;
using Tidemark.Research.Training;

namespace Tidemark.Research.Retraining;

/// <summary>What came of a training.</summary>
/// <param name="Kind">Whether the challenger won, lost, or could not be trained.</param>
/// <param name="Reason">The figures, or what went wrong, for people.</param>
/// <param name="Challenger">What was trained; null where that failed.</param>
public sealed record RetrainOutcome(ModelChangeKind Kind, string Reason, TrainedModel? Challenger);
