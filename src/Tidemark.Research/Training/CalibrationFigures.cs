using Tidemark.Learning.Calibration;

namespace Tidemark.Research.Training;

/// <summary>What calibration did to the probabilities of a model.</summary>
/// <param name="Kind">How they were calibrated.</param>
/// <param name="Before">Predictions for samples not learnt from, as the model gave them.</param>
/// <param name="After">The same, each stretch of them calibrated by what was learnt from the others.</param>
public sealed record CalibrationFigures(CalibrationKind Kind, Reliability? Before, Reliability? After)
{
    /// <summary>On the test part, as the model gave them.</summary>
    public Reliability? TestBefore { get; init; }

    /// <summary>On the test part, calibrated.</summary>
    public Reliability? TestAfter { get; init; }
}
