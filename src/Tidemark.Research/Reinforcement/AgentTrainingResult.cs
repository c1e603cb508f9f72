using Tidemark.Research.Training;

namespace Tidemark.Research.Reinforcement;

/// <summary>A trained agent and how it traded.</summary>
/// <param name="Model">The agent; <c>model-signal</c> trades it.</param>
/// <param name="Train">On the bars that it learnt from.</param>
/// <param name="Test">On bars that it had not seen.</param>
/// <param name="TrainSeconds">How long it learnt.</param>
public sealed record AgentTrainingResult(TrainedModel Model, AgentEpisode Train, AgentEpisode Test, double TrainSeconds);
