using Tidemark.Research.Training;

namespace Tidemark.Research.Reinforcement;

/// <summary>A trained agent and how it traded.</summary>
/// <param name="Model">The agent; <c>model-signal</c> or <c>model-steering</c> trades it.</param>
/// <param name="Train">On the bars that it learnt from.</param>
/// <param name="Test">On bars that it had not seen.</param>
/// <param name="Fixed">Of an agent that steers strategies, what they did with settings that stay; else null.</param>
/// <param name="TrainSeconds">How long it learnt.</param>
public sealed record AgentTrainingResult(TrainedModel Model, AgentEpisode Train, AgentEpisode Test, FixedSettings? Fixed, double TrainSeconds);
