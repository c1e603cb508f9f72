using Tidemark.Learning.Metrics;
using Tidemark.Research.Predictions;

namespace Tidemark.Cli.Commands.Metrics;

/// <summary>The figures of the predictions in a file.</summary>
internal sealed record ClassificationReport
{
    public BinaryMetrics? Binary { get; private init; }

    /// <summary>The same with sample weights; null where there are none.</summary>
    public BinaryMetrics? WeightedBinary { get; private init; }

    public RocCurve? RocCurve { get; private init; }

    public CalibrationCurve? Calibration { get; private init; }

    public MultiClassMetrics? MultiClass { get; private init; }

    public string? MultiClassLabel { get; private init; }

    /// <summary>Of the numbers that the file predicts beside classes, in columns <c>y_reg</c> and <c>pred_reg</c>; null where there are none.</summary>
    public RegressionMetrics? Regression { get; private init; }

    public static ClassificationReport Compute(NumberColumns file, ClassColumns columns, string? weight, ClassColumns? others, double threshold)
    {
        var labels = file[columns.Label];
        var weights = weight is null ? [] : file[weight];
        if (columns.Probabilities.Length > 1) return new ClassificationReport { MultiClass = OfClasses(file, columns, weights), MultiClassLabel = columns.Label };
        var probabilities = file[columns.Probabilities[0]];
        return new ClassificationReport
        {
            Binary = BinaryMetrics.Compute(labels, probabilities, threshold: threshold),
            WeightedBinary = weight is null ? null : BinaryMetrics.Compute(labels, probabilities, weights, threshold),
            RocCurve = RocCurve.Compute(labels, probabilities),
            Calibration = CalibrationCurve.Compute(labels, probabilities),
            MultiClass = others is null ? null : OfClasses(file, others, []),
            MultiClassLabel = others?.Label,
            Regression = others is null || !HasNumbers(file) ? null : RegressionMetrics.Compute(file["y_reg"], file["pred_reg"]),
        };
    }

    public static bool HasNumbers(NumberColumns file) => file.Has("y_reg") && file.Has("pred_reg");

    private static MultiClassMetrics OfClasses(NumberColumns file, ClassColumns columns, double[] weights)
    {
        var classes = columns.Probabilities.Length;
        var probabilities = new double[file.Count * classes];
        for (var k = 0; k < classes; k++)
        {
            var own = file[columns.Probabilities[k]];
            for (var i = 0; i < own.Length; i++) probabilities[i * classes + k] = own[i];
        }
        return MultiClassMetrics.Compute(file[columns.Label], probabilities, classes, weights);
    }
}
