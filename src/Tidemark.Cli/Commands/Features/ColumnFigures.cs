using Tidemark.Research.Features;

namespace Tidemark.Cli.Commands.Features;

/// <summary>What can be said of a column in a line; values that are missing are counted and left out.</summary>
internal readonly record struct ColumnFigures(double Mean, double Deviation, double Least, double Largest, int Missing)
{
    public static ColumnFigures Of(DatasetSamples samples, int column) =>
        Of(Enumerable.Range(0, samples.Count).Select(sample => (double)samples[sample].Dataset.Features.Read(samples[sample].Dataset.SampleRows.Span[samples[sample].Sample], 1)[column]));

    public static ColumnFigures Targets(DatasetSamples samples) => Of(samples.Datasets.SelectMany(dataset => dataset.Targets.ToArray()));

    public static ColumnFigures Weights(DatasetSamples samples) => Of(samples.Datasets.SelectMany(dataset => dataset.Weights.ToArray()));

    /// <summary>Samples of a class.</summary>
    public static int Count(DatasetSamples samples, int number) => samples.Datasets.Sum(dataset => dataset.Targets.ToArray().Count(target => target == number));

    private static ColumnFigures Of(IEnumerable<double> values)
    {
        var (count, missing, mean, squares, least, largest) = (0, 0, 0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                missing++;
                continue;
            }
            count++;
            var distance = value - mean;
            mean += distance / count;
            squares += distance * (value - mean);
            (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
        }
        return count == 0 ? new ColumnFigures(double.NaN, double.NaN, double.NaN, double.NaN, missing) : new ColumnFigures(mean, Math.Sqrt(squares / count), least, largest, missing);
    }
}
