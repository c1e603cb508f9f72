using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>A fitted model that is linear in its features, with a logistic function behind it for two classes and softmax for more.</summary>
public sealed record LinearModel : IFittedModel
{
    private const int Version = 1;

    private LinearModel(string kind, LearningTask task, double[] coefficients, double[] intercepts)
    {
        Kind = kind;
        Task = task;
        Coefficients = coefficients;
        Intercepts = intercepts;
        if (intercepts.Length == 0 || coefficients.Length % intercepts.Length != 0 || coefficients.Length == 0)
            throw new InvalidDataException($"{coefficients.Length} coefficients and {intercepts.Length} intercepts are no linear model");
    }

    /// <summary>The name of its <see cref="ModelDescriptor"/>.</summary>
    public string Kind { get; }

    /// <inheritdoc/>
    public LearningTask Task { get; }

    /// <summary><c>[Outputs, Columns]</c>; of two classes those of class 1.</summary>
    public IReadOnlyList<double> Coefficients { get; }

    /// <summary>One an output; negative infinity for a class that was not among the samples.</summary>
    public IReadOnlyList<double> Intercepts { get; }

    /// <summary>Whether the training reached its tolerance.</summary>
    public bool IsConverged { get; init; } = true;

    /// <inheritdoc/>
    public int Columns => Coefficients.Count / Intercepts.Count;

    /// <inheritdoc/>
    public int Window => 1;

    /// <inheritdoc/>
    public int Outputs => Intercepts.Count;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        var (coefficients, intercepts) = ((double[])Coefficients, (double[])Intercepts);
        for (var k = 0; k < intercepts.Length; k++)
        {
            var sum = intercepts[k];
            var own = coefficients.AsSpan(k * Columns, Columns);
            for (var j = 0; j < own.Length; j++) sum += own[j] * window[j];
            outputs[k] = sum;
        }
        if (Task == LearningTask.Binary) outputs[0] = Logistic.Sigmoid(outputs[0]);
        else if (Task == LearningTask.MultiClass) Logistic.Softmax(outputs[..intercepts.Length]);
    }

    /// <inheritdoc/>
    public ModelState Save() => new()
    {
        Kind = Kind,
        Settings = new JsonObject { ["version"] = Version, ["task"] = Task.ToString(), ["isConverged"] = IsConverged },
        Tensors = new Dictionary<string, StateTensor>
        {
            ["coefficients"] = StateTensor.Of<double>([Outputs, Columns], (double[])Coefficients),
            ["intercepts"] = StateTensor.Of<double>((double[])Intercepts),
        },
    };

    internal static LinearModel OfRegression(string kind, double[] coefficients, double intercept) => new(kind, LearningTask.Regression, coefficients, [intercept]);

    internal static LinearModel OfClasses(string kind, LearningTask task, double[] coefficients, double[] intercepts) => new(kind, task, coefficients, intercepts);

    internal static LinearModel Load(ModelState state)
    {
        var saved = new SavedModel(state, Version);
        var model = new LinearModel(state.Kind, saved.Task, saved.Doubles("coefficients"), saved.Doubles("intercepts"));
        return model with { IsConverged = saved.Flag("isConverged") };
    }
}
