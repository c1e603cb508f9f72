using System.Collections.Immutable;

namespace Tidemark.Learning.Reinforcement.QLearning;

/// <summary>Settings of <see cref="Dqn"/>.</summary>
public sealed record DqnOptions
{
    /// <summary>Steps, after which the training ends.</summary>
    public long TotalSteps { get; init; } = 50_000;

    /// <summary>Steps that are remembered.</summary>
    public int BufferSize { get; init; } = 50_000;

    /// <summary>Steps before the first update.</summary>
    public int LearningStarts { get; init; } = 1_000;

    /// <summary>Steps of a batch.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Steps between updates.</summary>
    public int StepsPerUpdate { get; init; } = 4;

    /// <summary>Batches of an update.</summary>
    public int BatchesPerUpdate { get; init; } = 1;

    /// <summary>Batches between two copies of the network into the target network.</summary>
    public int TargetInterval { get; init; } = 250;

    /// <summary>What a reward is worth one step later.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>How far a step of Adam goes.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Probability of a random action at the start.</summary>
    public double FirstEpsilon { get; init; } = 1;

    /// <summary>Probability of a random action at the end.</summary>
    public double LastEpsilon { get; init; } = 0.05;

    /// <summary>The part of the training over which it falls.</summary>
    public double ExplorationFraction { get; init; } = 0.2;

    /// <summary>Whether the network chooses the next action and the target network says what it is worth, which spares overestimation.</summary>
    public bool IsDouble { get; init; } = true;

    /// <summary>The largest norm of all gradients.</summary>
    public double LargestGradientNorm { get; init; } = 10;

    /// <summary>Units of the layers.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [64, 64];

    internal DqnOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(TotalSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(StepsPerUpdate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchesPerUpdate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(TargetInterval, 1);
        if (!(Discount is >= 0 and <= 1)) throw new ArgumentException("the discount lies from 0 to 1");
        if (!(FirstEpsilon is >= 0 and <= 1) || !(LastEpsilon is >= 0 and <= 1)) throw new ArgumentException("probabilities of random actions lie from 0 to 1");
        if (!(ExplorationFraction is > 0 and <= 1)) throw new ArgumentException("exploration takes a part of the training, above 0 and at most 1");
        if (!(LargestGradientNorm > 0)) throw new ArgumentException("the largest norm of gradients is above zero");
        return this;
    }

    /// <summary>The probability of a random action.</summary>
    internal double EpsilonAt(long step) => FirstEpsilon + (LastEpsilon - FirstEpsilon) * Math.Min(1, step / (ExplorationFraction * TotalSteps));
}
