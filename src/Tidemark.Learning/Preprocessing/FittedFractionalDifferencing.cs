using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Weighted sums of the last values, one window a column; missing until the window is full of values.</summary>
internal sealed class FittedFractionalDifferencing : FittedStep
{
    private readonly int columns;
    private readonly int[] chosen;
    private readonly double[][] weights;
    private readonly float[][] windows;
    private readonly int[] newest;

    public FittedFractionalDifferencing(int columns, int[] chosen, double[][] weights)
    {
        (this.columns, this.chosen, this.weights) = (columns, chosen, weights);
        windows = [.. weights.Select(each => new float[each.Length])];
        newest = new int[chosen.Length];
        Reset();
    }

    public override string Kind => "fracdiff";

    public override int Inputs => columns;

    public override int Reach => weights.Length == 0 ? 0 : weights.Max(each => each.Length) - 1;

    public override bool Apply(Span<float> row)
    {
        for (var i = 0; i < chosen.Length; i++)
        {
            var (window, factors) = (windows[i], weights[i]);
            if (++newest[i] >= window.Length) newest[i] = 0;
            window[newest[i]] = row[chosen[i]];
            var sum = 0.0;
            for (int lag = 0, place = newest[i]; lag < factors.Length; lag++)
            {
                sum += factors[lag] * window[place];
                if (--place < 0) place = window.Length - 1;
            }
            row[chosen[i]] = (float)sum;
        }
        return true;
    }

    public override void Reset()
    {
        newest.AsSpan().Clear();
        foreach (var window in windows) window.AsSpan().Fill(float.NaN);
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor)
    {
        settings["columns"] = columns;
        addTensor("chosen", StateTensor.Of<int>(chosen));
        addTensor("counts", StateTensor.Of<int>([.. weights.Select(each => each.Length)]));
        addTensor("weights", StateTensor.Of<double>([.. weights.SelectMany(each => each)]));
    }
}
