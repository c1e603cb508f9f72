using Tidemark.Engine.Ports;

namespace Tidemark.Research.Reinforcement;

/// <summary>Stands in the place of a model: keeps what it is asked and says nothing, so that the answer can come from outside, still at the same close.</summary>
internal sealed class AgentSocket(PredictionSchema schema) : IPredictorSource, IPredictor
{
    private readonly double[] inputs = new double[schema.InputLength];

    public PredictionSchema Schema => schema;

    /// <summary>Whether it has been asked since <see cref="Take"/>.</summary>
    public bool IsAsked { get; private set; }

    public IPredictor Open(string name) => name == EpisodeOptions.Agent ? this : throw new BadInputException($"model {name}: an agent that learns is the only model of its market");

    public IPredictor Open(string name, string version) => Open(name);

    public bool TryPredict(ReadOnlySpan<double> features, Span<double> result)
    {
        features.CopyTo(inputs);
        IsAsked = true;
        if (schema.Kind != PredictionKind.Settings) return false;
        // Silence would have the strategy follow what was set before: this answer is still to come.
        result.Fill(double.NaN);
        return true;
    }

    /// <summary>What it was asked last.</summary>
    public void Take(Span<float> observation)
    {
        for (var index = 0; index < inputs.Length; index++) observation[index] = (float)inputs[index];
        IsAsked = false;
    }
}
