using System.Globalization;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Ensembles;

/// <summary>Learns how to combine models from what they predicted for samples that they had not seen.</summary>
/// <remarks>Source: D. H. Wolpert, "Stacked Generalization" (1992).</remarks>
public static class Stacking
{
    private const double Closest = 1e-6;

    /// <summary>A ridge regression on predicted numbers, or a logistic regression on the logarithms of predicted odds.</summary>
    /// <param name="outOfFold">What each model predicted for the same samples, each by a copy of it that had not learnt from them.</param>
    /// <param name="penalty">The strength of the penalty on squared coefficients, relative to the number of samples.</param>
    /// <exception cref="ArgumentException">The models have different samples, or a prediction is missing.</exception>
    public static IFittedModel Fit(IReadOnlyList<ScoredSamples> outOfFold, double penalty = 1e-3)
    {
        OnlineCombination.SameSamples(outOfFold);
        if (!(penalty > 0 && double.IsFinite(penalty))) throw new ArgumentException(FormattableString.Invariant($"the penalty is {penalty}; it must be above 0"));
        var first = outOfFold[0];
        if (first.Count == 0) throw new ArgumentException("there are no samples to learn from");
        var outputs = first.Outputs.Length / first.Count;
        var width = Width(outOfFold.Count, outputs);
        var features = new float[first.Count * width];
        var own = new double[outOfFold.Count * outputs];
        for (var i = 0; i < first.Count; i++)
        {
            for (var model = 0; model < outOfFold.Count; model++) outOfFold[model].Outputs.Span.Slice(i * outputs, outputs).CopyTo(own.AsSpan(model * outputs));
            Inputs(own, outputs, first.Task, features.AsSpan(i * width, width));
        }
        var kind = ModelCatalog.Find(first.Task == LearningTask.Regression ? "ridge" : "logistic")!;
        // Ridge measures the penalty against the sum of squared errors in the unit of the predictions.
        var strength = first.Task == LearningTask.Regression ? penalty * MeanSquare(features) * first.Count : 1 / (penalty * first.Count);
        var settings = HyperParameters.Parse(kind.Parameters, [KeyValuePair.Create(first.Task == LearningTask.Regression ? "alpha" : "C", strength.ToString("R", CultureInfo.InvariantCulture))]);
        return kind.Create(settings).Fit(new TrainingSet
        {
            Features = new FeatureTable(features, width),
            Columns = [.. Enumerable.Range(0, width).Select(column => FormattableString.Invariant($"model {column / outputs + 1}"))],
            Rows = Enumerable.Range(0, first.Count).ToArray(),
            Targets = first.Targets,
            Weights = first.Weights,
            Task = first.Task,
            Classes = first.Classes,
        }, null, new FitContext());
    }

    internal static int Width(int models, int outputs) => models * outputs;

    /// <summary>What the meta model sees of the predictions of the models.</summary>
    internal static void Inputs(ReadOnlySpan<double> outputs, int width, LearningTask task, Span<float> inputs)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            if (task == LearningTask.Regression)
            {
                inputs[i] = (float)outputs[i];
                continue;
            }
            var probability = Math.Clamp(outputs[i], Closest, 1 - Closest);
            inputs[i] = (float)(width == 1 ? Math.Log(probability / (1 - probability)) : Math.Log(probability));
        }
    }

    private static double MeanSquare(float[] values) => Math.Max(values.Sum(value => (double)value * value) / Math.Max(1, values.Length), 1e-30);
}
