using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>What a file does not say of its model.</summary>
public sealed record OnnxOptions
{
    /// <summary>What it predicts.</summary>
    public LearningTask Task { get; init; } = LearningTask.Regression;

    /// <summary>Number of features that it is given; 0 takes it from the file, where it is a fixed size. Where both are there they must agree.</summary>
    public int Columns { get; init; }

    /// <summary>Number of rows that it is given; 0 takes it from the file, where it is a fixed size.</summary>
    public int Window { get; init; }

    /// <summary>How the window lies in the input.</summary>
    public OnnxLayout Layout { get; init; }
}
