using System.Collections.Immutable;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Training;

/// <summary>
/// What is done to features before a model sees them, learnt from the rows that it learns from and saved with it: a missing value takes the
/// mean of its column where the model cannot take missing ones, and columns are scaled where that is wanted.
/// </summary>
public sealed class InputPreparation
{
    private const string FillName = "input.fill", MeanName = "input.mean", ScaleName = "input.scale";

    private readonly double[] fill, mean, scale;

    private InputPreparation(InputScaling scaling, bool fillsMissing, double[] fill, double[] mean, double[] scale)
    {
        (Scaling, FillsMissing) = (scaling, fillsMissing);
        (this.fill, this.mean, this.scale) = (fill, mean, scale);
    }

    /// <summary>How columns are scaled.</summary>
    public InputScaling Scaling { get; }

    /// <summary>Whether missing values take the mean of their column.</summary>
    public bool FillsMissing { get; }

    /// <summary>Whether features stay as they are.</summary>
    public bool IsIdentity => Scaling == InputScaling.None && !FillsMissing;

    /// <summary>Learns means and deviations.</summary>
    /// <param name="features">The table.</param>
    /// <param name="names">Names of its columns, for messages.</param>
    /// <param name="rows">The rows to learn from; no other is looked at.</param>
    /// <param name="scaling">How to scale.</param>
    /// <param name="fillsMissing">Whether to fill what is missing.</param>
    /// <exception cref="BadInputException">A column has no value in those rows, so that nothing can be filled in.</exception>
    public static InputPreparation Fit(IFeatureSource features, ImmutableArray<string> names, ReadOnlySpan<int> rows, InputScaling scaling, bool fillsMissing)
    {
        var width = features.Columns;
        var (count, mean, squares) = (new long[width], new double[width], new double[width]);
        if (scaling == InputScaling.None && !fillsMissing) return new InputPreparation(scaling, fillsMissing, [], [], []);
        foreach (var row in rows)
        {
            var values = features.Read(row, 1);
            for (var column = 0; column < width; column++)
            {
                double value = values[column];
                if (double.IsNaN(value)) continue;
                // Welford's recurrence: sums of squares of prices would lose the digits that matter.
                var away = value - mean[column];
                mean[column] += away / ++count[column];
                squares[column] += away * (value - mean[column]);
            }
        }
        if (fillsMissing && Array.IndexOf(count, 0) is >= 0 and var empty)
            throw new BadInputException($"the feature '{names[empty]}' has no value in the rows to learn from; leave it out, for this model cannot take missing values");
        var fill = fillsMissing ? mean : [];
        if (scaling == InputScaling.None) return new InputPreparation(scaling, fillsMissing, fill, [], []);
        var scale = new double[width];
        for (var column = 0; column < width; column++)
        {
            var deviation = count[column] > 0 ? Math.Sqrt(squares[column] / count[column]) : 0;
            // A column that hardly moves has nothing but rounding to be scaled up.
            scale[column] = deviation > Math.Abs(mean[column]) * 1e-12 && deviation > 0 ? deviation : 1;
        }
        return new InputPreparation(scaling, fillsMissing, fill, mean, scale);
    }

    /// <summary>Prepares rows; source and destination may be the same.</summary>
    /// <param name="rows">Whole rows, row-major.</param>
    /// <param name="prepared">As long.</param>
    public void Apply(ReadOnlySpan<float> rows, Span<float> prepared)
    {
        if (IsIdentity)
        {
            rows.CopyTo(prepared);
            return;
        }
        var width = Math.Max(fill.Length, mean.Length);
        for (var start = 0; start < rows.Length; start += width)
            for (var column = 0; column < width; column++)
            {
                double value = rows[start + column];
                if (FillsMissing && double.IsNaN(value)) value = fill[column];
                if (Scaling == InputScaling.ZScore) value = (value - mean[column]) / scale[column];
                prepared[start + column] = (float)value;
            }
    }

    /// <summary>The whole table prepared; the table itself where there is nothing to do.</summary>
    public IFeatureSource Apply(IFeatureSource features)
    {
        if (IsIdentity) return features;
        var prepared = new float[features.Rows * features.Columns];
        const int block = 4096;
        for (var row = 0; row < features.Rows; row += block)
        {
            var count = Math.Min(block, features.Rows - row);
            Apply(features.Read(row, count), prepared.AsSpan(row * features.Columns, count * features.Columns));
        }
        return new FeatureTable(prepared, features.Columns);
    }

    /// <summary>Adds what was learnt to the tensors of a saved model.</summary>
    internal void Save(Dictionary<string, StateTensor> tensors)
    {
        if (FillsMissing) tensors[FillName] = StateTensor.Of<double>(fill);
        if (Scaling == InputScaling.None) return;
        tensors[MeanName] = StateTensor.Of<double>(mean);
        tensors[ScaleName] = StateTensor.Of<double>(scale);
    }

    /// <summary>Takes it out again.</summary>
    /// <exception cref="InvalidDataException">Something is missing or has another length.</exception>
    internal static InputPreparation Load(Dictionary<string, StateTensor> tensors, InputScaling scaling, bool fillsMissing, int columns) =>
        new(scaling, fillsMissing, fillsMissing ? Take(tensors, FillName, columns) : [],
            scaling == InputScaling.None ? [] : Take(tensors, MeanName, columns), scaling == InputScaling.None ? [] : Take(tensors, ScaleName, columns));

    private static double[] Take(Dictionary<string, StateTensor> tensors, string name, int columns)
    {
        if (!tensors.Remove(name, out var tensor)) throw new InvalidDataException($"the saved model lacks '{name}'");
        var values = tensor.Values<double>();
        return values.Length == columns ? values.ToArray() : throw new InvalidDataException($"'{name}' of the saved model has {values.Length} values for {columns} columns");
    }
}
