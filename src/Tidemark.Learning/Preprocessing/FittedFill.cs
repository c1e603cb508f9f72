using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Puts a number, one a column, in the place of missing values.</summary>
internal sealed class FittedFill(double[] values) : FittedStep
{
    internal double[] Values => values;

    public override string Kind => "fill";

    public override int Inputs => values.Length;

    public override bool Apply(Span<float> row)
    {
        for (var column = 0; column < values.Length; column++)
            if (!float.IsFinite(row[column])) row[column] = (float)values[column];
        return true;
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor) => addTensor("values", StateTensor.Of<double>(values));
}
