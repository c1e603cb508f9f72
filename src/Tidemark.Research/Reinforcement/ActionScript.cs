using Tidemark.Engine.Ports;

namespace Tidemark.Research.Reinforcement;

/// <summary>An agent that does again what was done in an episode.</summary>
internal sealed class ActionScript(PredictionSchema schema, IReadOnlyList<double[]> answers) : IPredictorSource, IPredictor
{
    private int next;

    public PredictionSchema Schema => schema;

    public IPredictor Open(string name) => this;

    public IPredictor Open(string name, string version) => this;

    public bool TryPredict(ReadOnlySpan<double> features, Span<double> result)
    {
        if (next == answers.Count)
        {
            // As in the episode, whose end leaves the last question open.
            result.Fill(double.NaN);
            return schema.Kind == PredictionKind.Settings;
        }
        answers[next++].CopyTo(result);
        return true;
    }
}
