using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Tests.Research.Training;

/// <summary>A model of the tests: it predicts the sum of its window, and keeps what it was given to learn.</summary>
internal sealed class SumModel(int columns, int window) : IEstimator, IFittedModel
{
    public TrainingSet? Train { get; private set; }

    public TrainingSet? Watched { get; private set; }

    public LearningTask Task => LearningTask.Regression;

    public int Columns => columns;

    public int Window => window;

    public int Outputs => 1;

    public static ModelDescriptor Describe(SumModel model, bool wantsScaled = false, bool takesMissing = false, params ImmutableArray<LearningTask> tasks) => new()
    {
        Name = "sum",
        Title = "Sum",
        Summary = "Adds up.",
        Tasks = tasks.IsDefaultOrEmpty ? [LearningTask.Regression] : tasks,
        WantsScaledFeatures = wantsScaled,
        TakesMissingValues = takesMissing,
        Parameters = [],
        Create = _ => model,
        Load = _ => model,
    };

    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        (Train, Watched) = (train, validation);
        context.Progress?.Invoke(new TrainingProgress(1, 1, 0.5, double.NaN));
        return this;
    }

    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        outputs[0] = 0;
        foreach (var value in window) outputs[0] += value;
    }

    public ModelState Save() => new() { Kind = "sum", Settings = [], Tensors = ImmutableDictionary<string, StateTensor>.Empty };
}
