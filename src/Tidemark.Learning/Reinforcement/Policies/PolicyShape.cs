using System.Collections.Immutable;
using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Reinforcement.Policies;

/// <summary>Sizes of an agent's network.</summary>
/// <param name="Observations">Numbers of an observation.</param>
/// <param name="Actions">What it can do.</param>
public sealed record PolicyShape(int Observations, ActionSpace Actions)
{
    /// <summary>Units of the layers between.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [64, 64];

    /// <summary>What bends them.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Tanh;

    /// <summary>What it remembers.</summary>
    public PolicyMemory Memory { get; init; }

    /// <summary>Units of the memory.</summary>
    public int MemoryUnits { get; init; } = 32;

    /// <summary>Whether there is a second network that says what an observation is worth.</summary>
    public bool HasCritic { get; init; } = true;

    /// <summary>The numbers of its network; not a whole number only beyond what could be made.</summary>
    public double Weights
    {
        get
        {
            var gates = Memory switch
            {
                PolicyMemory.Lstm => 4.0,
                PolicyMemory.Gru => 3,
                _ => 0,
            };
            double Perceptron(double outputs)
            {
                var (sum, before) = (0.0, gates > 0 ? MemoryUnits : (double)Observations);
                foreach (var units in Hidden)
                {
                    sum += (before + 1) * units;
                    before = units;
                }
                return sum + (before + 1) * outputs;
            }
            return gates * MemoryUnits * ((double)Observations + MemoryUnits + 2) + Perceptron(Outputs) + (HasCritic ? Perceptron(1) : 0) + (Actions.IsDiscrete ? 0 : Outputs);
        }
    }

    /// <summary>Outputs: a number for each discrete action, or the mean of each value.</summary>
    public int Outputs => Actions.IsDiscrete ? Actions.Count : Actions.Size;
}
