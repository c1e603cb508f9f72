using Tidemark.Learning.Reinforcement;
using Tidemark.Research.Training;

namespace Tidemark.Research.Reinforcement;

/// <summary>An environment whose observations are scaled as the finished agent's inputs will be.</summary>
internal sealed class PreparedEnvironment(TradingEnvironment inner, InputPreparation preparation) : IEnvironment
{
    public BoxSpace Observations => inner.Observations;

    public ActionSpace Actions => inner.Actions;

    public void Reset(ulong seed, Span<float> observation)
    {
        inner.Reset(seed, observation);
        preparation.Apply(observation, observation);
    }

    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        var result = inner.Step(action, observation);
        preparation.Apply(observation, observation);
        return result;
    }

    public void Dispose() => inner.Dispose();
}
