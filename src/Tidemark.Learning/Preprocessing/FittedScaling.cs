using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Takes an offset off and divides by a width, one pair a column.</summary>
internal sealed class FittedScaling(double[] offsets, double[] widths) : FittedStep
{
    internal double[] Offsets => offsets;

    internal double[] Widths => widths;

    public override string Kind => "scale";

    public override int Inputs => offsets.Length;

    public override bool Apply(Span<float> row)
    {
        for (var column = 0; column < offsets.Length; column++) row[column] = (float)((row[column] - offsets[column]) / widths[column]);
        return true;
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor)
    {
        addTensor("offsets", StateTensor.Of<double>(offsets));
        addTensor("widths", StateTensor.Of<double>(widths));
    }
}
