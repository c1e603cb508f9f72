using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;

namespace Tidemark.Research.Training;

/// <summary>How far probabilities mean what they say on some samples.</summary>
/// <param name="Samples">How many.</param>
/// <param name="LogLoss">The log loss.</param>
/// <param name="Brier">The Brier score.</param>
/// <param name="ExpectedError">The mean distance between prediction and observed share in ten groups of equal count; of several classes its mean.</param>
/// <param name="Bins">The groups of class 1 of two; empty for several classes.</param>
public sealed record Reliability(int Samples, double LogLoss, double Brier, double ExpectedError, ImmutableArray<CalibrationBin> Bins)
{
    private const int Groups = 10;

    /// <summary>Measures on the samples that have a prediction; null where there are none.</summary>
    /// <param name="task">Two classes or several.</param>
    /// <param name="targets">Numbers of classes; NaN where the label is missing.</param>
    /// <param name="predictions"><c>[samples, outputs]</c>.</param>
    /// <param name="outputs">Probabilities of a sample.</param>
    public static Reliability? Of(LearningTask task, ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int outputs)
    {
        if (task == LearningTask.Regression || PredictionScores.Of(task, targets, predictions, outputs) is not { } scores) return null;
        var known = new List<int>();
        for (var i = 0; i < targets.Length; i++)
            if (!double.IsNaN(targets[i]) && !double.IsNaN(predictions[i * outputs])) known.Add(i);
        var curves = new List<CalibrationCurve>();
        for (var k = 0; k < outputs; k++)
        {
            var (labels, probabilities) = (new double[known.Count], new double[known.Count]);
            for (var i = 0; i < labels.Length; i++)
            {
                labels[i] = targets[known[i]] == (outputs == 1 ? 1 : k) ? 1 : 0;
                probabilities[i] = predictions[known[i] * outputs + k];
            }
            curves.Add(CalibrationCurve.Compute(labels, probabilities, Groups, ofEqualCount: true));
        }
        return new Reliability(known.Count, scores["logLoss"], scores["brier"], curves.Average(curve => curve.ExpectedError), outputs == 1 ? curves[0].Bins : []);
    }
}
