using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Tests.Classics;

/// <summary>Samples for linear models, and short ways to fit one.</summary>
internal static class ClassicSamples
{
    public const int Count = 60;
    public const int Width = 4;

    /// <summary>Eighths, so that floats hold them exactly.</summary>
    public static double[] Features { get; } = [.. from i in Enumerable.Range(0, Count) from j in Enumerable.Range(0, Width) select ((i * 37 + j * 11 + i * j * 7 + i * i % 5) % 17 - 8) / 8.0];

    public static double[] Numbers { get; } = [.. Enumerable.Range(0, Count).Select(i => X(i, 0) * 1.5 - X(i, 1) * 0.5 + (i * i * 13 % 11 - 5) / 10.0)];

    public static double[] Two { get; } = [.. Enumerable.Range(0, Count).Select(i => X(i, 0) - X(i, 2) * 0.7 + (i * 29 % 13 - 6) / 5.0 > 0.1 ? 1.0 : 0)];

    public static double[] Three { get; } = [.. Enumerable.Range(0, Count).Select(i => X(i, 0) + X(i, 3) * 0.5 + (i * 29 % 13 - 6) / 8.0).Select(score => score < -0.5 ? 0.0 : score < 0.6 ? 1 : 2)];

    public static double[] Weights { get; } = [.. Enumerable.Range(0, Count).Select(i => i * 7 % 4 / 2.0 + 0.25)];

    public static TrainingSet Set(LearningTask task, double[] features, int width, double[] targets, double[]? weights = null, int classes = 0) => new()
    {
        Features = new FeatureTable(features.Select(value => (float)value).ToArray(), width),
        Columns = [.. Enumerable.Range(0, width).Select(j => $"f{j}")],
        Rows = Enumerable.Range(0, targets.Length).ToArray(),
        Targets = targets,
        Weights = weights,
        Task = task,
        Classes = task switch { LearningTask.Regression => 0, LearningTask.Binary => 2, _ => classes > 0 ? classes : (int)targets.Max() + 1 },
    };

    public static TrainingSet Set(LearningTask task, double[]? weights = null) =>
        Set(task, Features, Width, task switch { LearningTask.Regression => Numbers, LearningTask.Binary => Two, _ => Three }, weights);

    public static IFittedModel Fit(string model, string settings, TrainingSet set)
    {
        var descriptor = ModelCatalog.Find(model)!;
        var given = settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1]));
        return descriptor.Create(HyperParameters.Parse(descriptor.Parameters, given)).Fit(set, null, new FitContext());
    }

    public static double[] Predict(IFittedModel model, TrainingSet set)
    {
        var outputs = new double[set.Count * model.Outputs];
        model.Predict(set.Features, set.Rows.Span, outputs);
        return outputs;
    }

    private static double X(int i, int j) => Features[i * Width + j];
}
