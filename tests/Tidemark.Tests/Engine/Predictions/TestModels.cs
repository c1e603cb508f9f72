using Tidemark.Engine.Ports;

namespace Tidemark.Tests.Engine.Predictions;

/// <summary>A model for tests of the whole way: it expects the last three-bar return to turn back, and reads a window of features.</summary>
internal sealed class TestModels : IPredictorSource
{
    public static PredictionSchema Schema { get; } = new()
    {
        Model = "test",
        Version = "1",
        Kind = PredictionKind.Probability,
        FeatureSet = "change = logret(3)\nrsi_5 = rsi(5)\nlevel = close / sma(10) - 1",
        Features = ["change", "rsi_5", "level"],
        Window = 4,
        Outputs = ["probability"],
        Horizon = 6,
    };

    /// <summary>One that sets how others trade, under the name <c>steering</c>.</summary>
    public static PredictionSchema Steering { get; } = Schema with
    {
        Model = "steering",
        Kind = PredictionKind.Settings,
        Steers = "ma-cross(slow=30, direction=long-short, weight=0:1, fast=5:15:5) + back = rsi-reversion(weight=-1:1)",
        Window = 1,
        State = ["position", "open_return", "bars_held", "signal.ma-cross", "signal.back"],
        Outputs = ["ma-cross.weight", "ma-cross.fast", "back.weight"],
    };

    /// <summary>Whether it answers the opposite: a replay must not see it.</summary>
    public bool IsReversed { get; init; }

    /// <summary>How often models were asked.</summary>
    public long Asked { get; private set; }

    public PredictionSchema Template { get; init; } = Schema;

    public IPredictor Open(string name) => name == Steering.Model ? new Model(this, Steering) : name == Template.Model ? new Model(this, Template) : throw new BadInputException($"there is no model '{name}'{NearestNames.Hint(name, [Template.Model])}");

    public IPredictor Open(string name, string version) => new Model(this, Template with { Version = version });

    private sealed class Model(TestModels models, PredictionSchema schema) : IPredictor
    {
        public PredictionSchema Schema => schema;

        public bool TryPredict(ReadOnlySpan<double> features, Span<double> result)
        {
            models.Asked++;
            var sum = 0.0;
            for (var row = 0; row < schema.Window; row++) sum += features[row * schema.RowLength] * (row + 1);
            // Another version is slower to believe.
            var scale = schema.Version == "1" ? 20 : 8;
            var up = 1 / (1 + Math.Exp(scale * sum));
            if (models.IsReversed) up = 1 - up;
            switch (schema.Kind)
            {
                case PredictionKind.Value: result[0] = (up - 0.5) / 50; break;
                case PredictionKind.TargetWeight: result[0] = 2 * up - 1; break;
                case PredictionKind.Settings:
                    for (var place = 0; place < schema.Outputs.Length; place++) result[place] = schema.Outputs[place].EndsWith(".weight", StringComparison.Ordinal) ? 2 * up - 1 : 5 + 10 * up;
                    break;
                case PredictionKind.Direction: (result[0], result[1], result[2]) = (0.8 * (1 - up), 0.2, 0.8 * up); break;
                default: result[0] = up; break;
            }
            return true;
        }
    }
}
