using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Adds columns that say where values are missing.</summary>
internal sealed class FittedIndicators(int columns, int[] missing) : FittedStep
{
    public override string Kind => "indicate";

    public override int Inputs => columns;

    public override int Outputs => columns + missing.Length;

    public override ImmutableArray<string> Names(ImmutableArray<string> inputs) => [.. inputs, .. missing.Select(column => $"{inputs[column]}_missing")];

    public override bool Apply(Span<float> row)
    {
        for (var i = 0; i < missing.Length; i++) row[columns + i] = float.IsFinite(row[missing[i]]) ? 0 : 1;
        return true;
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor)
    {
        settings["columns"] = columns;
        addTensor("missing", StateTensor.Of<int>(missing));
    }
}
