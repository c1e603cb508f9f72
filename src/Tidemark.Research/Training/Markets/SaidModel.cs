using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Training.Markets;

/// <summary>Stands for a model whose prediction is there already.</summary>
internal sealed class SaidModel(LearningTask task, int outputs) : IFittedModel
{
    /// <summary>What it says next.</summary>
    public ReadOnlyMemory<double> Prediction { get; set; }

    public LearningTask Task => task;

    public int Columns => 1;

    public int Window => 1;

    public int Outputs => outputs;

    public void Predict(ReadOnlySpan<float> window, Span<double> outputs) => Prediction.Span.CopyTo(outputs);

    public ModelState Save() => throw new InvalidOperationException("what was said cannot be saved as a model");
}
