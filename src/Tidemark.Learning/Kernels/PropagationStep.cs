namespace Tidemark.Learning.Kernels;

/// <summary>Arguments of a step of RMSprop.</summary>
internal readonly unsafe struct PropagationStep
{
    public required float* Value { get; init; }

    public required float* Gradient { get; init; }

    public required float* Square { get; init; }

    /// <summary>The steps so far, fading by the momentum.</summary>
    public required float* Moves { get; init; }

    /// <summary>Null where not centred.</summary>
    public required float* Average { get; init; }

    public required int Count { get; init; }

    public required float LearningRate { get; init; }

    public required float Alpha { get; init; }

    /// <summary>1 - alpha, from numbers of double precision.</summary>
    public required float Rest { get; init; }

    public required float Epsilon { get; init; }

    public required float Momentum { get; init; }

    public required float WeightDecay { get; init; }
}
