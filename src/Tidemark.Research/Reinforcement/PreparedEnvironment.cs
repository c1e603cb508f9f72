using Tidemark.Learning.Preprocessing;
using Tidemark.Learning.Reinforcement;

namespace Tidemark.Research.Reinforcement;

/// <summary>An environment whose observations are scaled as the finished agent's inputs will be.</summary>
internal sealed class PreparedEnvironment(TradingEnvironment inner, FittedPreprocessor preparation) : IEnvironment
{
    private readonly FittedPreprocessor own = preparation.Copy();
    private readonly bool[] isUsable = new bool[inner.Observations.Size / preparation.Inputs.Length];

    public BoxSpace Observations => inner.Observations;

    public ActionSpace Actions => inner.Actions;

    public void Reset(ulong seed, Span<float> observation)
    {
        inner.Reset(seed, observation);
        Prepare(observation);
    }

    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        var result = inner.Step(action, observation);
        Prepare(observation);
        return result;
    }

    public void Dispose() => inner.Dispose();

    /// <summary>An observation is a window of rows; steps that remember rows do not go with agents.</summary>
    private void Prepare(Span<float> observation) => own.Apply(observation, observation, isUsable);
}
