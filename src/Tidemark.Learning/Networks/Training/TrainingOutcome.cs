using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Layers;

namespace Tidemark.Learning.Networks.Training;

/// <summary>What a training gave.</summary>
/// <param name="Network">The network with its best weights: those of the best validation loss, or the last ones where there are no validation samples.</param>
/// <param name="BestEpoch">The epoch of those weights, from 1; 0 where none was trained.</param>
/// <param name="Curve">Losses after each epoch.</param>
internal sealed record TrainingOutcome(Layer Network, int BestEpoch, ImmutableArray<TrainingProgress> Curve);
