namespace Tidemark.Learning.Reinforcement;

/// <summary>The circumstances of an agent's training.</summary>
public sealed record ReinforcementContext
{
    /// <summary>Everything random comes from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that step environments; they do not change the result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Told now and then; the training ends early where it answers true.</summary>
    public Func<ReinforcementProgress, bool>? IsDone { get; init; }

    /// <summary>Ends the training with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
