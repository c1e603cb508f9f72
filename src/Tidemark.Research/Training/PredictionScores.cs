using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;

namespace Tidemark.Research.Training;

/// <summary>How good predictions are: figures by their names, such as <c>auc</c> and <c>logLoss</c>.</summary>
/// <param name="Count">Samples measured.</param>
/// <param name="Values">The figures, the most telling first; NaN where one is undefined.</param>
public sealed record PredictionScores(int Count, ImmutableArray<KeyValuePair<string, double>> Values)
{
    /// <summary>Measures.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="targets">Values or numbers of classes; samples without one (NaN) are left out.</param>
    /// <param name="predictions"><c>[samples, outputs]</c>; samples without one (NaN) are left out.</param>
    /// <param name="outputs">Predictions a sample.</param>
    /// <param name="weights">One a sample; empty for equal ones.</param>
    /// <returns>Null where no sample has both.</returns>
    /// <exception cref="InvalidDataException">A prediction is no probability where it should be.</exception>
    public static PredictionScores? Of(LearningTask task, ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int outputs, ReadOnlySpan<double> weights = default)
    {
        var (known, probable, heavy) = (new List<double>(targets.Length), new List<double>(predictions.Length), new List<double>());
        for (var i = 0; i < targets.Length; i++)
        {
            if (double.IsNaN(targets[i]) || double.IsNaN(predictions[i * outputs])) continue;
            known.Add(targets[i]);
            // Models of quantiles give a low and a high value behind the one that is judged.
            probable.AddRange(predictions.Slice(i * outputs, task == LearningTask.MultiClass ? outputs : 1));
            if (!weights.IsEmpty) heavy.Add(weights[i]);
        }
        if (known.Count == 0) return null;
        try
        {
            return new PredictionScores(known.Count, task switch
            {
                LearningTask.Binary => Binary(BinaryMetrics.Compute([.. known], [.. probable], [.. heavy])),
                LearningTask.MultiClass => MultiClass(MultiClassMetrics.Compute([.. known], [.. probable], outputs, [.. heavy])),
                _ => Regression([.. known], [.. probable], [.. heavy]),
            });
        }
        catch (ArgumentException problem)
        {
            throw new InvalidDataException($"the predictions cannot be measured: {problem.Message}", problem);
        }
    }

    /// <summary>The figure of a name; NaN where there is none.</summary>
    public double this[string name]
    {
        get
        {
            foreach (var (key, value) in Values)
                if (key == name) return value;
            return double.NaN;
        }
    }

    /// <summary>The same with the Sharpe ratio of following the predictions first; positions have no distance from a return.</summary>
    /// <param name="sharpe">A bar, after costs; NaN where nothing was held.</param>
    /// <param name="isOfPositions">Whether the predictions are positions.</param>
    public PredictionScores WithSharpe(double sharpe, bool isOfPositions) => this with
    {
        Values = [new(MetricCatalog.Sharpe.Name, double.IsNaN(sharpe) ? 0 : sharpe), .. Values.Where(pair => !isOfPositions || pair.Key is not ("rmse" or "mae" or "rSquared"))],
    };

    /// <summary>The figure by which models of a task are chosen, and whether more of it is better.</summary>
    public static (string Name, bool IsMoreBetter) Leading(LearningTask task) => task == LearningTask.Regression ? ("rmse", false) : ("logLoss", false);

    private static ImmutableArray<KeyValuePair<string, double>> Binary(BinaryMetrics of) =>
    [
        new("auc", of.RocAuc), new("logLoss", of.LogLoss), new("brier", of.Brier), new("accuracy", of.Accuracy), new("balancedAccuracy", of.BalancedAccuracy),
        new("precision", of.Precision), new("recall", of.Recall), new("f1", of.F1), new("matthews", of.Matthews), new("prAuc", of.AveragePrecision),
        new("calibrationError", of.CalibrationError), new("positiveShare", of.PositiveShare),
    ];

    private static ImmutableArray<KeyValuePair<string, double>> MultiClass(MultiClassMetrics of) =>
    [
        new("auc", of.RocAuc), new("logLoss", of.LogLoss), new("brier", of.Brier), new("accuracy", of.Confusion.Accuracy), new("balancedAccuracy", of.Confusion.BalancedAccuracy),
        new("macroPrecision", of.Confusion.MacroPrecision), new("macroF1", of.Confusion.MacroF1), new("matthews", of.Confusion.Matthews),
    ];

    private static ImmutableArray<KeyValuePair<string, double>> Regression(double[] targets, double[] predictions, double[] weights)
    {
        var of = RegressionMetrics.Compute(targets, predictions, weights);
        ImmutableArray<KeyValuePair<string, double>> values =
        [
            new("rmse", of.RootMeanSquaredError), new("mae", of.MeanAbsoluteError), new("rSquared", of.RSquared), new("pearson", of.Pearson),
            new("informationCoefficient", of.InformationCoefficient), new("directionalAccuracy", of.DirectionalAccuracy),
        ];
        // Values of a label of 0 and 1 rank its samples as a probability would.
        return Array.TrueForAll(targets, target => target is 0 or 1) ? values.Add(new("auc", RocCurve.Area(targets, predictions, weights))) : values;
    }
}
