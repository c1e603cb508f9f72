namespace Tidemark.Learning.Kernels;

/// <summary>Arguments of a step along the gradient.</summary>
internal readonly unsafe struct DescentStep
{
    public required float* Value { get; init; }

    public required float* Gradient { get; init; }

    /// <summary>Null without momentum.</summary>
    public required float* Average { get; init; }

    public required int Count { get; init; }

    public required float LearningRate { get; init; }

    /// <summary>What stays of the average.</summary>
    public required float Momentum { get; init; }

    /// <summary>What the gradient adds to the average.</summary>
    public required float Share { get; init; }

    /// <summary>Nesterov's factor of the average.</summary>
    public required float LookAhead { get; init; }

    public required bool IsNesterov { get; init; }

    public required float WeightDecay { get; init; }
}
