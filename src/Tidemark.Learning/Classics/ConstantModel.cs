using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>Gives the same answer whatever it is asked.</summary>
internal sealed class ConstantModel(string kind, LearningTask task, int columns, double[] outputs) : IFittedModel
{
    private const int Version = 1;

    public LearningTask Task => task;

    public int Columns => columns;

    public int Window => 1;

    public int Outputs => outputs.Length;

    public void Predict(ReadOnlySpan<float> window, Span<double> results) => outputs.CopyTo(results);

    public ModelState Save() => new()
    {
        Kind = kind,
        Settings = new JsonObject { ["version"] = Version, ["task"] = task.ToString(), ["columns"] = columns },
        Tensors = new Dictionary<string, StateTensor> { ["outputs"] = StateTensor.Of<double>(outputs) },
    };

    public static IFittedModel Load(ModelState state)
    {
        var saved = new SavedModel(state, Version);
        return new ConstantModel(state.Kind, saved.Task, saved.Number("columns"), saved.Doubles("outputs"));
    }
}
