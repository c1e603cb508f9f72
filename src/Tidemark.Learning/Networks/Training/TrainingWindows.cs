using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Tidemark.Learning.Data;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Training;

/// <summary>
/// Samples of a network: windows over a table of features, each with a target and a weight. Windows are never stored: a batch is copied from where
/// the rows lie, in memory or in a mapped file.
/// </summary>
internal sealed class TrainingWindows
{
    private const int HashedRows = 4096;
    private readonly IFeatureSource features;
    private readonly int[] rows;
    private readonly float[] targets;
    private readonly float[] weights;

    /// <param name="features">The table.</param>
    /// <param name="window">Rows of a window.</param>
    /// <param name="rows">The last row of each window; its window must lie inside the table.</param>
    /// <param name="targets">One a sample.</param>
    /// <param name="weights">One a sample, above zero; empty for equal weights.</param>
    public TrainingWindows(IFeatureSource features, int window, int[] rows, float[] targets, float[] weights)
    {
        if (targets.Length != rows.Length || (weights.Length > 0 && weights.Length != rows.Length)) throw new ArgumentException("targets, weights and rows are not as many");
        (this.features, Window, this.rows, this.targets, this.weights) = (features, window, rows, targets, weights);
    }

    /// <summary>Number of samples.</summary>
    public int Count => rows.Length;

    /// <summary>Rows of a window.</summary>
    public int Window { get; }

    /// <summary>Number of features.</summary>
    public int Columns => features.Columns;

    /// <summary>Whether samples weigh differently.</summary>
    public bool IsWeighted => weights.Length > 0;

    /// <summary>The targets of all samples.</summary>
    public ReadOnlySpan<float> Targets => targets;

    /// <summary>The weights of all samples; empty where all weigh the same.</summary>
    public ReadOnlySpan<float> Weights => weights;

    /// <summary>Copies some samples.</summary>
    /// <param name="which">Numbers of the samples.</param>
    /// <param name="input"><c>[which, Window, Columns]</c>.</param>
    /// <param name="batchTargets">As many as samples.</param>
    /// <param name="batchWeights">As many as samples, or empty where all weigh the same.</param>
    public void Gather(ReadOnlySpan<int> which, Tensor input, Span<float> batchTargets, Span<float> batchWeights)
    {
        var size = Window * features.Columns;
        var data = input.Data;
        for (var i = 0; i < which.Length; i++)
        {
            var sample = which[i];
            features.Read(rows[sample] - Window + 1, Window).CopyTo(data.Slice(i * size, size));
            batchTargets[i] = targets[sample];
            if (IsWeighted) batchWeights[i] = weights[sample];
        }
    }

    /// <summary>The sum of the weights of some samples.</summary>
    public double WeightOf(ReadOnlySpan<int> which)
    {
        if (!IsWeighted) return which.Length;
        var sum = 0.0;
        foreach (var sample in which) sum += weights[sample];
        return sum;
    }

    /// <summary>Adds what the samples are, with all features from the first window to the last, to a hash.</summary>
    public void AppendTo(IncrementalHash hash)
    {
        var (first, last) = (int.MaxValue, -1);
        foreach (var row in rows) (first, last) = (Math.Min(first, row - Window + 1), Math.Max(last, row));
        // Some rows at a time: the table may be larger than memory.
        for (; first <= last; first += HashedRows) hash.AppendData(MemoryMarshal.AsBytes(features.Read(first, Math.Min(HashedRows, last - first + 1))));
        hash.AppendData(MemoryMarshal.AsBytes<int>([Window, Columns, Count]));
        hash.AppendData(MemoryMarshal.AsBytes<int>(rows));
        hash.AppendData(MemoryMarshal.AsBytes<float>(targets));
        hash.AppendData(MemoryMarshal.AsBytes<float>(weights));
    }
}
