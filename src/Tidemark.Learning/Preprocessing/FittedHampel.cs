using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>A moving Hampel filter over the values of the last rows; one sorted window a column.</summary>
internal sealed class FittedHampel(int columns, int[] filtered, int window, double threshold) : FittedStep
{
    /// <summary>What makes the median distance of normal values their standard deviation.</summary>
    private const double Normal = 1.4826;

    private readonly SortedRing[] rings = [.. filtered.Select(_ => new SortedRing(window))];

    public override string Kind => "hampel";

    public override int Inputs => columns;

    public override int Reach => window - 1;

    public override bool Apply(Span<float> row)
    {
        for (var i = 0; i < rings.Length; i++)
        {
            ref var value = ref row[filtered[i]];
            rings[i].Push(value);
            // Two values are no majority.
            if (!float.IsFinite(value) || rings[i].Count < 3) continue;
            var median = rings[i].Median;
            if (Math.Abs(value - median) > threshold * Normal * rings[i].MedianDistance(median)) value = (float)median;
        }
        return true;
    }

    public override void Reset()
    {
        foreach (var ring in rings) ring.Clear();
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor)
    {
        settings["columns"] = columns;
        settings["window"] = window;
        settings["threshold"] = threshold;
        addTensor("filtered", StateTensor.Of<int>(filtered));
    }
}
