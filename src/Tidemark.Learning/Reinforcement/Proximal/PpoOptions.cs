using System.Collections.Immutable;
using Tidemark.Learning.Reinforcement.Policies;

namespace Tidemark.Learning.Reinforcement.Proximal;

/// <summary>Settings of <see cref="Ppo"/>.</summary>
public sealed record PpoOptions
{
    /// <summary>Steps of all instances together, after which the training ends.</summary>
    public long TotalSteps { get; init; } = 100_000;

    /// <summary>Instances of the environment.</summary>
    public int Instances { get; init; } = 8;

    /// <summary>Steps of each instance between two updates.</summary>
    public int StepsPerUpdate { get; init; } = 128;

    /// <summary>Steps of a batch.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>How often an update goes through its steps.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>What a reward is worth one step later.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>How far advantages look ahead (lambda of generalised advantages), from 0 to 1.</summary>
    public double Lambda { get; init; } = 0.95;

    /// <summary>How far a probability may move before an update stops pushing it.</summary>
    public double ClipRange { get; init; } = 0.2;

    /// <summary>How far a value may move likewise; 0 for no bound.</summary>
    public double ValueClipRange { get; init; }

    /// <summary>Weight of the critic's squared error, halved.</summary>
    public double ValueWeight { get; init; } = 0.5;

    /// <summary>Weight of the entropy, which keeps the agent trying.</summary>
    public double EntropyBonus { get; init; }

    /// <summary>Whether advantages of a batch are brought to mean 0 and deviation 1.</summary>
    public bool NormalisesAdvantages { get; init; } = true;

    /// <summary>How far a step of Adam goes.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>Whether learning rate and clip range fall to zero in a straight line.</summary>
    public bool Anneals { get; init; } = true;

    /// <summary>The largest norm of all gradients.</summary>
    public double LargestGradientNorm { get; init; } = 0.5;

    /// <summary>Units of the layers of actor and critic.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [64, 64];

    /// <summary>What the agent remembers.</summary>
    public PolicyMemory Memory { get; init; }

    /// <summary>Units of the memory.</summary>
    public int MemoryUnits { get; init; } = 32;

    /// <summary>With memory, steps through which gradients flow back.</summary>
    public int SequenceLength { get; init; } = 16;

    internal PpoOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(TotalSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Instances, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(StepsPerUpdate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SequenceLength, 1);
        if (!(Discount is >= 0 and <= 1)) throw new ArgumentException("the discount lies from 0 to 1");
        if (!(Lambda is >= 0 and <= 1)) throw new ArgumentException("lambda lies from 0 to 1");
        if (!(ClipRange > 0) || !(ValueClipRange >= 0)) throw new ArgumentException("clip ranges are above zero (0 leaves that of values out)");
        if (!(LargestGradientNorm > 0)) throw new ArgumentException("the largest norm of gradients is above zero");
        return this;
    }
}
