using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Puts the last value of a column in the place of missing ones, for a limited number of rows.</summary>
internal sealed class FittedForwardFill(int columns, int limit) : FittedStep
{
    private readonly float[] last = [.. Enumerable.Repeat(float.NaN, columns)];
    private readonly int[] ages = new int[columns];

    public override string Kind => "ffill";

    public override int Inputs => columns;

    public override int Reach => limit;

    public override bool Apply(Span<float> row)
    {
        for (var column = 0; column < last.Length; column++)
        {
            if (float.IsFinite(row[column]))
            {
                (last[column], ages[column]) = (row[column], 0);
                continue;
            }
            row[column] = ages[column] < limit ? last[column] : float.NaN;
            if (ages[column] < limit) ages[column]++;
        }
        return true;
    }

    public override void Reset()
    {
        last.AsSpan().Fill(float.NaN);
        ages.AsSpan().Clear();
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor)
    {
        settings["columns"] = columns;
        settings["limit"] = limit;
    }
}
