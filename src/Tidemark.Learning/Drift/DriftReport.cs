using System.Collections.Immutable;
using Tidemark.Learning.Data;

namespace Tidemark.Learning.Drift;

/// <summary>Compares the features that a model learnt from with those that it sees now.</summary>
/// <param name="Features">One a feature, in their order.</param>
public sealed record DriftReport(ImmutableArray<FeatureDrift> Features)
{
    private const int Tests = 2;

    /// <summary>Whether any feature has changed.</summary>
    public bool IsDrift => Features.Any(feature => feature.IsDrift);

    /// <summary>Tests each feature by both tests; the rate is shared by all of them.</summary>
    /// <param name="names">Names of the features.</param>
    /// <param name="reference">The rows that a model learnt from.</param>
    /// <param name="current">The rows that it sees now.</param>
    /// <param name="falseAlarmRate">The probability that any feature is called changed while none is, for rows that are independent of each other; between 0 and 1.</param>
    /// <param name="isSeries">Whether rows follow each other in time and are not independent: they count as fewer, by the autocorrelation of the reference.</param>
    /// <exception cref="ArgumentException">The tables have different columns, or one is empty.</exception>
    public static DriftReport Compute(ImmutableArray<string> names, IFeatureSource reference, IFeatureSource current, double falseAlarmRate = 0.01, bool isSeries = false)
    {
        FalseAlarms.Check(falseAlarmRate);
        if (reference.Columns != names.Length || current.Columns != names.Length) throw new ArgumentException($"{names.Length} names for tables of {reference.Columns} and {current.Columns} features");
        if (reference.Rows == 0 || current.Rows == 0) throw new ArgumentException("there are no rows to compare");
        var share = falseAlarmRate / (names.Length * Tests);
        return new DriftReport([.. names.Select((name, column) => Of(name, Column(reference, column), Column(current, column), share, isSeries))]);
    }

    private static FeatureDrift Of(string name, double[] before, double[] now, double rate, bool isSeries)
    {
        var independent = isSeries ? SeriesIndependence.Of(before) : 1;
        var index = PopulationStability.Compute(before, now);
        var threshold = PopulationStability.Threshold(before, now.Length, rate) / independent;
        var test = KolmogorovSmirnov.Test(before, now, independent);
        return new FeatureDrift(name, index, threshold, test.Distance, test.PValue, before.Count(double.IsNaN) / (double)before.Length, now.Count(double.IsNaN) / (double)now.Length,
            index > threshold || test.PValue < rate);
    }

    private static double[] Column(IFeatureSource table, int column)
    {
        var values = new double[table.Rows];
        for (var row = 0; row < values.Length; row++) values[row] = table.Read(row, 1)[column];
        return values;
    }
}
