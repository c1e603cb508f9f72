namespace Tidemark.Learning.Tuning;

/// <summary>How a study searches.</summary>
public sealed record StudySettings
{
    /// <summary>How it chooses what to try.</summary>
    public SamplerKind Sampler { get; init; } = SamplerKind.Tpe;

    /// <summary>How many trials at most; a grid ends earlier when it is through, halving with its last rung.</summary>
    public int MostTrials { get; init; } = 50;

    /// <summary>How many trials are proposed at once: they do not see each other's results, and may run side by side.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Whether the greatest value is the best.</summary>
    public bool IsHigherBetter { get; init; }

    /// <summary>The same seed and results give the same proposals.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many random trials come before <see cref="SamplerKind.Tpe"/> learns from them.</summary>
    public int StartTrials { get; init; } = 10;

    /// <summary>Budgets that grow for the best; null where every trial costs the same.</summary>
    public HalvingSettings? Halving { get; init; }

    /// <summary>A trial may be stopped early only when so many have ended in earlier batches.</summary>
    public int PruneAfterTrials { get; init; } = 5;
}
