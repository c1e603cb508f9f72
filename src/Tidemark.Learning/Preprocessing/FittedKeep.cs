using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Leaves out all columns but some.</summary>
/// <param name="columns">Number of columns that it reads.</param>
/// <param name="kept">Those that stay, increasing.</param>
internal sealed class FittedKeep(int columns, int[] kept) : FittedStep
{
    public const string Name = "keep";

    /// <summary>Those that stay.</summary>
    internal int[] Columns => kept;

    public override string Kind => Name;

    public override int Inputs => columns;

    public override int Outputs => kept.Length;

    public override ImmutableArray<string> Names(ImmutableArray<string> inputs) => [.. kept.Select(column => inputs[column])];

    public override bool Apply(Span<float> row)
    {
        // No column moves to the right, so that none is overwritten before it is read.
        for (var i = 0; i < kept.Length; i++) row[i] = row[kept[i]];
        return true;
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor)
    {
        settings["columns"] = columns;
        addTensor("kept", StateTensor.Of<int>(kept));
    }
}
