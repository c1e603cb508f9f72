namespace Tidemark.Learning.Reinforcement;

/// <summary>
/// A world in which an agent acts, step by step, as in Gymnasium: it shows an observation, takes an action, and gives a reward. An episode is
/// determined by its seed and the actions.
/// </summary>
/// <remarks>For one thread at a time; several instances may run on several threads.</remarks>
public interface IEnvironment : IDisposable
{
    /// <summary>What is observed.</summary>
    BoxSpace Observations { get; }

    /// <summary>What can be done.</summary>
    ActionSpace Actions { get; }

    /// <summary>Begins an episode; one that was not finished is given up.</summary>
    /// <param name="seed">Everything random of the episode comes from it.</param>
    /// <param name="observation"><c>[Observations.Size]</c>: takes the first observation.</param>
    void Reset(ulong seed, Span<float> observation);

    /// <summary>Goes one step.</summary>
    /// <param name="action"><c>[Actions.Size]</c>: the number of a discrete action as the only element, or the values of a box.</param>
    /// <param name="observation"><c>[Observations.Size]</c>: takes the next observation, also after the last step.</param>
    /// <exception cref="InvalidOperationException">The episode has ended, or none was begun.</exception>
    StepResult Step(ReadOnlySpan<float> action, Span<float> observation);
}
