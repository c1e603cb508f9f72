using Tidemark.Engine.Ports;

namespace Tidemark.Tests.Engine.Predictions;

/// <summary>Models that are a function of the last row, in as many versions as are asked for.</summary>
internal sealed class FakeModels(Func<string, double[], double> answer) : IPredictorSource
{
    public PredictionSchema Schema { get; init; } = new()
    {
        Model = "fake",
        Version = "1",
        Kind = PredictionKind.Probability,
        FeatureSet = "",
        Features = ["change"],
        Outputs = ["probability"],
    };

    public int Asked { get; private set; }

    public IPredictor Open(string name) => name == Schema.Model ? new Model(this, Schema) : throw new BadInputException($"there is no model '{name}'");

    public IPredictor Open(string name, string version) => new Model(this, Schema with { Version = version, Window = version == "wide" ? 2 : Schema.Window });

    private sealed class Model(FakeModels models, PredictionSchema schema) : IPredictor
    {
        public PredictionSchema Schema => schema;

        public bool TryPredict(ReadOnlySpan<double> features, Span<double> result)
        {
            models.Asked++;
            result[0] = models.Answer(schema.Version, features[^schema.RowLength..].ToArray());
            return !double.IsNaN(result[0]);
        }
    }

    private double Answer(string version, double[] row) => answer(version, row);
}
