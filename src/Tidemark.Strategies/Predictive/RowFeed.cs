using Tidemark.Engine.Ports;
using Tidemark.Indicators.Features;

namespace Tidemark.Strategies.Predictive;

/// <summary>The last rows of features of one instrument, as many as a model reads; those of the warm-up count.</summary>
internal sealed class RowFeed
{
    private readonly float[] row;
    private readonly double[] rows;
    private readonly double[] inputs;
    private readonly int length;
    private readonly int features;
    private readonly int window;
    private long count;
    private bool isUnread;

    /// <param name="list">What a row holds.</param>
    /// <param name="interval">The bars that rows are made of.</param>
    /// <param name="schema">How many rows are read, and what stands behind the features of each.</param>
    public RowFeed(FeatureList list, Interval interval, PredictionSchema schema)
    {
        Features = list.CreateSet(interval);
        (length, features, window) = (schema.RowLength, Features.Count, schema.Window);
        (row, rows, inputs) = (new float[features], new double[window * length], new double[window * length]);
    }

    public FeatureSet Features { get; }

    /// <summary>Takes a bar of a source, after the row of the bar before it.</summary>
    public void Update(int source, in Bar bar)
    {
        if (source == 0) Push([]);
        Features.Update(source, bar);
        if (source == 0) isUnread = true;
    }

    /// <summary>The window that ends with the last bar; valid until the next call.</summary>
    /// <param name="state">What the account says now, behind the features of the last row.</param>
    /// <param name="values">The rows, oldest first.</param>
    /// <returns>False while the features are not warm, or the window is not full.</returns>
    public bool TryRead(ReadOnlySpan<double> state, out ReadOnlySpan<double> values)
    {
        Push(state);
        values = inputs;
        if (count < window) return false;
        // The oldest row stands where the next one will.
        var split = (int)(count % window) * length;
        rows.AsSpan(split).CopyTo(inputs);
        rows.AsSpan(0, split).CopyTo(inputs.AsSpan(rows.Length - split));
        return true;
    }

    private void Push(ReadOnlySpan<double> state)
    {
        if (!isUnread) return;
        isUnread = false;
        if (!Features.TryRead(row)) return;
        var target = rows.AsSpan((int)(count++ % window) * length, length);
        for (var index = 0; index < features; index++) target[index] = row[index];
        target[features..].Clear();
        state.CopyTo(target[features..]);
    }
}
