using Tidemark.Learning.Calibration;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;

namespace Tidemark.Research.Training;

/// <summary>A calibration learnt from predictions for samples that a model had not learnt from, and what it is worth.</summary>
/// <param name="Calibrator">What was learnt from all of them.</param>
/// <param name="OutOfFold">The predictions, each calibrated by what was learnt from others.</param>
/// <param name="Figures">What that did.</param>
internal sealed record CalibrationFit(Calibrator Calibrator, double[] OutOfFold, CalibrationFigures Figures)
{
    /// <param name="kind">How to calibrate.</param>
    /// <param name="samples">The predictions, in the order of time; NaN where there are none.</param>
    /// <param name="gap">Samples that labels look ahead.</param>
    /// <exception cref="BadInputException">They cannot be calibrated.</exception>
    public static CalibrationFit Of(CalibrationKind kind, ScoredSamples samples, int gap)
    {
        if (samples.Task == LearningTask.Regression) throw new BadInputException("--calibrate: values are no probabilities; there is nothing to calibrate");
        try
        {
            var crossed = Calibrator.Crossed(kind, samples, gap);
            var outputs = samples.Task == LearningTask.MultiClass ? samples.Classes : 1;
            var figures = new CalibrationFigures(kind, Measured(samples.Outputs.Span), Measured(crossed));
            return new CalibrationFit(Calibrator.Fit(kind, samples), crossed, figures);

            Reliability? Measured(ReadOnlySpan<double> predictions) => Reliability.Of(samples.Task, samples.Targets.Span, predictions, outputs);
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"--calibrate: {problem.Message}", problem);
        }
    }
}
