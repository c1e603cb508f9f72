namespace Tidemark.Learning.Estimators;

/// <summary>The circumstances of a training.</summary>
public sealed record FitContext
{
    /// <summary>Everything random comes from it: the same seed, data, settings and number of threads give the same model, bit for bit.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads to use, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Told after each epoch of a network, each tree or round of an ensemble; may be called from the training thread only.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the training with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// A file in which a long training keeps its state as it goes (networks: after each epoch), and from which one that was ended goes on, to the same
    /// bits as if it had never been; null for none. Whoever names it deletes it when it is no longer wanted.
    /// </summary>
    public string? CheckpointPath { get; init; }
}
