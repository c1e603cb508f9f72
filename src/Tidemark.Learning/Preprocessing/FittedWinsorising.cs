using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Cuts values off at bounds, one pair a column.</summary>
internal sealed class FittedWinsorising(double[] low, double[] high) : FittedStep
{
    public override string Kind => "winsorise";

    public override int Inputs => low.Length;

    public override bool Apply(Span<float> row)
    {
        for (var column = 0; column < low.Length; column++)
        {
            if (row[column] < low[column]) row[column] = (float)low[column];
            else if (row[column] > high[column]) row[column] = (float)high[column];
        }
        return true;
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor)
    {
        addTensor("low", StateTensor.Of<double>(low));
        addTensor("high", StateTensor.Of<double>(high));
    }
}
