using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Takes an offset off and multiplies, one pair a column.</summary>
internal sealed class FittedScaling(double[] offsets, double[] factors) : FittedStep
{
    public override string Kind => "scale";

    public override int Inputs => offsets.Length;

    public override bool Apply(Span<float> row)
    {
        for (var column = 0; column < offsets.Length; column++) row[column] = (float)((row[column] - offsets[column]) * factors[column]);
        return true;
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor)
    {
        addTensor("offsets", StateTensor.Of<double>(offsets));
        addTensor("factors", StateTensor.Of<double>(factors));
    }
}
