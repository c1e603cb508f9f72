using System.Collections.Immutable;

namespace Tidemark.Learning.Reinforcement.QLearning;

/// <summary>Settings of <see cref="Dqn"/>.</summary>
public sealed record DqnOptions
{
    /// <summary>Steps, after which the training ends.</summary>
    public long TotalSteps { get; init; } = 100_000;

    /// <summary>Steps that are remembered.</summary>
    public int BufferSize { get; init; } = 50_000;

    /// <summary>Steps before the first update.</summary>
    public int LearningStarts { get; init; } = 1_000;

    /// <summary>Steps of a batch.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Steps between updates.</summary>
    public int StepsPerUpdate { get; init; } = 2;

    /// <summary>Batches of an update.</summary>
    public int BatchesPerUpdate { get; init; } = 1;

    /// <summary>Batches after which the target network follows.</summary>
    public int TargetInterval { get; init; } = 1;

    /// <summary>How far it then goes towards the network: 1 for a copy, little for an average over the last batches.</summary>
    public double TargetShare { get; init; } = 0.005;

    /// <summary>Steps whose rewards are taken as they were before the network says what the rest is worth (n-step returns).</summary>
    public int ReturnSteps { get; init; } = 3;

    /// <summary>What a reward is worth one step later.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>How far a step of Adam goes.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Whether the learning rate falls to zero in a straight line, so that what has been learnt settles.</summary>
    public bool Anneals { get; init; } = true;

    /// <summary>Steps between two judgements of the greedy policy, the best of which is kept; 0 to keep the last.</summary>
    public int JudgementInterval { get; init; } = 1_000;

    /// <summary>Episodes of a judgement, the same ones each time.</summary>
    public int JudgementEpisodes { get; init; } = 10;

    /// <summary>Probability of a random action at the start.</summary>
    public double FirstEpsilon { get; init; } = 1;

    /// <summary>Probability of a random action at the end.</summary>
    public double LastEpsilon { get; init; } = 0.04;

    /// <summary>The part of the training over which it falls.</summary>
    public double ExplorationFraction { get; init; } = 0.2;

    /// <summary>Whether the network chooses the next action and the target network says what it is worth, which spares overestimation.</summary>
    public bool IsDouble { get; init; } = true;

    /// <summary>The largest norm of all gradients.</summary>
    public double LargestGradientNorm { get; init; } = 10;

    /// <summary>Units of the layers.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [128, 128];

    internal DqnOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(TotalSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(StepsPerUpdate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchesPerUpdate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(TargetInterval, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReturnSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(JudgementInterval, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(JudgementEpisodes, 1);
        if (!(TargetShare is > 0 and <= 1)) throw new ArgumentException("the target network goes a share of the way to the network, above 0 and at most 1");
        if (!(Discount is >= 0 and <= 1)) throw new ArgumentException("the discount lies from 0 to 1");
        if (!(FirstEpsilon is >= 0 and <= 1) || !(LastEpsilon is >= 0 and <= 1)) throw new ArgumentException("probabilities of random actions lie from 0 to 1");
        if (!(ExplorationFraction is > 0 and <= 1)) throw new ArgumentException("exploration takes a part of the training, above 0 and at most 1");
        if (!(LargestGradientNorm > 0)) throw new ArgumentException("the largest norm of gradients is above zero");
        return this;
    }

    /// <summary>The probability of a random action.</summary>
    internal double EpsilonAt(long step) => FirstEpsilon + (LastEpsilon - FirstEpsilon) * Math.Min(1, step / (ExplorationFraction * TotalSteps));
}
