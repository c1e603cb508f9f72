namespace Tidemark.Learning.Reinforcement;

/// <summary>An episode that is over.</summary>
/// <param name="Seed">What it was begun with; the same seed and the same actions give it again.</param>
/// <param name="Reward">The sum of its rewards.</param>
/// <param name="Steps">Its length.</param>
public readonly record struct EpisodeResult(ulong Seed, double Reward, int Steps);
