using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Trees;

/// <summary>Small sets to learn from, and models on them.</summary>
internal static class TreeSets
{
    /// <summary>Normal features; targets from a product, a wave and a slope of the first four, with noise.</summary>
    public static TrainingSet Random(int rows, int columns, LearningTask task, ulong seed = 1, double missing = 0)
    {
        var random = new SeededRandom(seed, "trees");
        var (values, targets) = (new float[rows * columns], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var own = values.AsSpan(row * columns, columns);
            foreach (ref var value in own) value = (float)random.NextNormal();
            var sum = own[0] * own[1] + Math.Sin(2 * own[2]) + 0.5 * own[3] + 0.5 * random.NextNormal();
            targets[row] = task switch { LearningTask.Binary => sum > 0 ? 1 : 0, LearningTask.MultiClass => sum < -0.7 ? 0 : sum < 0.6 ? 1 : 2, _ => sum };
            foreach (ref var value in own)
                if (random.NextBool(missing)) value = float.NaN;
        }
        return Of(values, columns, targets, task);
    }

    public static TrainingSet Of(float[] values, int columns, double[] targets, LearningTask task, double[]? weights = null) => new()
    {
        Features = new FeatureTable(values, columns),
        Columns = [.. Enumerable.Range(0, columns).Select(column => $"f{column}")],
        Rows = Enumerable.Range(0, targets.Length).ToArray(),
        Targets = targets,
        Weights = weights ?? default(ReadOnlyMemory<double>),
        Task = task,
        Classes = task switch { LearningTask.Binary => 2, LearningTask.MultiClass => (int)targets.Max() + 1, _ => 0 },
    };

    public static IFittedModel Fit(string model, TrainingSet train, params (string, string)[] parameters) => Fit(model, train, null, new FitContext(), parameters);

    public static IFittedModel Fit(string model, TrainingSet train, TrainingSet? validation, FitContext context, params (string Name, string Text)[] parameters)
    {
        var descriptor = ModelCatalog.Find(model)!;
        var values = HyperParameters.Parse(descriptor.Parameters, parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Text)));
        return descriptor.Create(values).Fit(train, validation, context);
    }

    /// <summary>Predictions for all samples of a set, <c>[samples, outputs]</c>.</summary>
    public static double[] Predict(IFittedModel model, TrainingSet set)
    {
        var outputs = new double[set.Count * model.Outputs];
        model.Predict(set.Features, set.Rows.Span, outputs);
        return outputs;
    }

    public static double MeanSquare(double[] values, TrainingSet set) => values.Select((value, i) => Math.Pow(value - set.Targets.Span[i], 2)).Average();
}
