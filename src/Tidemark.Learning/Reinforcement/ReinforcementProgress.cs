namespace Tidemark.Learning.Reinforcement;

/// <summary>How far an agent's training is.</summary>
/// <param name="Steps">Steps taken in all instances together.</param>
/// <param name="TotalSteps">How many there are at most.</param>
/// <param name="Episodes">Episodes that are over.</param>
/// <param name="MeanReward">The mean reward of the last 100 of them; NaN before the first.</param>
public readonly record struct ReinforcementProgress(long Steps, long TotalSteps, long Episodes, double MeanReward);
