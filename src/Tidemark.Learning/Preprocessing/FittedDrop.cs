using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Refuses rows with missing values.</summary>
internal sealed class FittedDrop(int columns) : FittedStep
{
    public override string Kind => "drop";

    public override int Inputs => columns;

    public override bool Apply(Span<float> row)
    {
        foreach (var value in row[..columns])
            if (!float.IsFinite(value)) return false;
        return true;
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor) => settings["columns"] = columns;
}
