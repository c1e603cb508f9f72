namespace Tidemark.Learning.Networks.Losses;

/// <summary>Checked arguments of a loss.</summary>
internal readonly ref struct LossBatch(int rows, int columns, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, double total)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public ReadOnlySpan<float> Predictions { get; } = predictions;

    public ReadOnlySpan<float> Targets { get; } = targets;

    /// <summary>The share of a row in the weighted mean; the shares sum to one.</summary>
    public double Share(int row) => Weights.IsEmpty ? 1 / Total : Weights[row] / Total;

    public ReadOnlySpan<float> Row(int row) => Predictions.Slice(row * Columns, Columns);

    private ReadOnlySpan<float> Weights { get; } = weights;

    private double Total { get; } = total;
}
