using System.Collections.Immutable;
using Tidemark.Learning.Data;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Scales values by what the training rows say. Missing values stay missing; a column that never changes becomes 0 (by rank: 0.5).</summary>
/// <param name="Kind">To what.</param>
public sealed record Scaling(ScalingKind Kind) : PreprocessingStep
{
    private const int MostQuantiles = 1000;

    /// <summary>Names of the columns that are scaled; empty for all.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <inheritdoc/>
    public override string Text => StepArguments.Joined(Kind switch
    {
        ScalingKind.ZScore => "zscore",
        ScalingKind.Robust => "robust",
        ScalingKind.MinMax => "minmax",
        ScalingKind.Rank => "rank",
        _ => "rank-normal",
    }, Columns);

    internal override FittedStep Fit(IFeatureSource features, ImmutableArray<string> columns, ReadOnlySpan<int> rows)
    {
        var chosen = Chosen(Columns, columns);
        if (Kind is ScalingKind.Rank or ScalingKind.RankNormal)
            return new FittedRank(columns.Length, chosen, [.. FittedQuantiles(features, chosen, rows)], Kind == ScalingKind.RankNormal);
        var (offsets, widths) = (new double[columns.Length], new double[columns.Length]);
        widths.AsSpan().Fill(1);
        foreach (var column in chosen)
        {
            var values = Defined(features, column, rows);
            if (values.Length == 0) continue;
            var (offset, width) = Measured(values);
            (offsets[column], widths[column]) = (offset, width > 0 ? width : 1);
        }
        return new FittedScaling(offsets, widths);
    }

    private (double Offset, double Width) Measured(double[] values)
    {
        if (Kind == ScalingKind.ZScore) return (values.Average(), Deviation(values));
        Array.Sort(values);
        return Kind == ScalingKind.MinMax
            ? (values[0], values[^1] - values[0])
            : (Quantiles.OfSorted(values, 0.5), Quantiles.OfSorted(values, 0.75) - Quantiles.OfSorted(values, 0.25));
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        var sum = 0.0;
        foreach (var value in values) sum += (value - mean) * (value - mean);
        // Equal values may sum to a rounding of their mean: that is no deviation.
        var deviation = Math.Sqrt(sum / values.Length);
        return deviation > 1e-12 * Math.Abs(mean) ? deviation : 0;
    }

    private static IEnumerable<double[]> FittedQuantiles(IFeatureSource features, int[] chosen, ReadOnlySpan<int> rows)
    {
        var tables = new List<double[]>();
        foreach (var column in chosen)
        {
            var values = Defined(features, column, rows);
            Array.Sort(values);
            var count = Math.Min(values.Length, MostQuantiles);
            tables.Add([.. Enumerable.Range(0, count).Select(i => count == 1 ? values[0] : Quantiles.OfSorted(values, (double)i / (count - 1)))]);
        }
        return tables;
    }
}
