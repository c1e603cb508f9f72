using System.Collections.Immutable;

namespace Tidemark.Learning.Reinforcement.Policies;

/// <summary>Sizes of an agent's network.</summary>
/// <param name="Observations">Numbers of an observation.</param>
/// <param name="Actions">What it can do.</param>
public sealed record PolicyShape(int Observations, ActionSpace Actions)
{
    /// <summary>Units of the layers between, with tanh.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [64, 64];

    /// <summary>What it remembers.</summary>
    public PolicyMemory Memory { get; init; }

    /// <summary>Units of the memory.</summary>
    public int MemoryUnits { get; init; } = 32;

    /// <summary>Whether there is a second network that says what an observation is worth.</summary>
    public bool HasCritic { get; init; } = true;

    /// <summary>Outputs: a number for each discrete action, or the mean of each value.</summary>
    public int Outputs => Actions.IsDiscrete ? Actions.Count : Actions.Size;
}
