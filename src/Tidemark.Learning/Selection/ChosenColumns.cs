using System.Collections.Immutable;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Selection;

/// <summary>Tables of fewer columns.</summary>
public static class ChosenColumns
{
    /// <summary>The same samples with some of the features, in that order; copies the table.</summary>
    public static TrainingSet Of(TrainingSet set, IReadOnlyList<int> columns) =>
        set with { Features = Of(set.Features, columns), Columns = [.. columns.Select(column => set.Columns[column])] };

    /// <summary>A table with some of the features of another, in that order; copied.</summary>
    public static FeatureTable Of(IFeatureSource features, IReadOnlyList<int> columns)
    {
        var values = new float[checked(features.Rows * columns.Count)];
        for (var row = 0; row < features.Rows; row++)
        {
            var whole = features.Read(row, 1);
            for (var i = 0; i < columns.Count; i++) values[row * columns.Count + i] = whole[columns[i]];
        }
        return new FeatureTable(values, columns.Count);
    }

    /// <summary>A column at the rows of samples.</summary>
    internal static double[] Values(TrainingSet set, int column)
    {
        var values = new double[set.Count];
        for (var i = 0; i < values.Length; i++) values[i] = set.Features.Read(set.Rows.Span[i], 1)[column];
        return values;
    }

    /// <summary>All columns at the rows of samples; missing values take the median.</summary>
    internal static ImmutableArray<double[]> Filled(TrainingSet set) => [.. Enumerable.Range(0, set.Features.Columns).Select(column => Filled(Values(set, column)))];

    private static double[] Filled(double[] values)
    {
        var defined = values.Where(double.IsFinite).Order().ToArray();
        var median = defined.Length == 0 ? 0 : defined[defined.Length / 2];
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) values[i] = median;
        return values;
    }
}
