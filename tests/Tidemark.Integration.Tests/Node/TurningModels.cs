using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Node.Sessions;

namespace Tidemark.Integration.Tests.Node;

/// <summary>A model that expects the last move to turn back; another version of it takes over after so many bars.</summary>
internal sealed class TurningModels : ISessionModels
{
    private readonly PredictionSchema schema = new()
    {
        Model = "turning",
        Version = "1",
        Kind = PredictionKind.Probability,
        FeatureSet = "change = logret(2)\nlevel = close / sma(5) - 1",
        Features = ["change", "level"],
        Window = 2,
        Outputs = ["probability"],
        Horizon = 3,
    };

    private int bars;

    /// <summary>Whether it answers the opposite of what it should.</summary>
    public bool IsReversed { get; init; }

    /// <summary>After how many bars version 2 takes over; 0 for never.</summary>
    public int ChangesAfter { get; init; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public IPredictor Open(string name) => new Model(this, schema);

    public IPredictor Open(string name, string version) => new Model(this, schema with { Version = version });

    public void Hear(in EngineEvent input)
    {
        if (input.Kind == EngineEventKind.Bar) bars++;
        else if (input.Kind == EngineEventKind.ModelChange) bars = int.MinValue;
    }

    public ModelChange? TakeChange() => ChangesAfter > 0 && bars >= ChangesAfter ? new ModelChange("turning", ModelChangeKind.Replaced, "2", "better on held-out data") : null;

    private sealed class Model(TurningModels owner, PredictionSchema schema) : IPredictor
    {
        public PredictionSchema Schema => schema;

        public bool TryPredict(ReadOnlySpan<double> features, Span<double> result)
        {
            owner.Asked++;
            var up = 1 / (1 + Math.Exp((schema.Version == "1" ? 400 : 150) * features[2]));
            result[0] = owner.IsReversed ? 1 - up : up;
            return features[3] is < 0.02 and > -0.02;
        }
    }
}
