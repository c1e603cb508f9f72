namespace Tidemark.Learning.Reinforcement;

/// <summary>What came of a step.</summary>
/// <param name="Reward">The reward.</param>
/// <param name="IsTerminated">The episode has come to its end: nothing follows, and nothing more could be earned.</param>
/// <param name="IsTruncated">The episode is broken off (a time limit, the end of the data): what would have followed still counts.</param>
public readonly record struct StepResult(double Reward, bool IsTerminated, bool IsTruncated)
{
    /// <summary>Whether the episode is over in either way.</summary>
    public bool IsOver => IsTerminated || IsTruncated;
}
