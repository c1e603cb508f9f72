namespace Tidemark.Learning.Kernels;

/// <summary>Arguments of a step of Adam.</summary>
internal readonly unsafe struct AdamStep
{
    public required float* Value { get; init; }

    public required float* Gradient { get; init; }

    public required float* Average { get; init; }

    public required float* Square { get; init; }

    /// <summary>Null where the largest square is not kept.</summary>
    public required float* Largest { get; init; }

    public required int Count { get; init; }

    public required float Beta1 { get; init; }

    public required float Beta2 { get; init; }

    /// <summary>1 - beta1, from numbers of double precision.</summary>
    public required float Rest1 { get; init; }

    public required float Rest2 { get; init; }

    /// <summary>The learning rate, corrected for the start of the average.</summary>
    public required float StepSize { get; init; }

    /// <summary>The correction of the root of the square.</summary>
    public required float RootScale { get; init; }

    public required float Epsilon { get; init; }

    /// <summary>Times the parameter, added to the gradient.</summary>
    public required float GradientDecay { get; init; }

    /// <summary>The factor of the parameter.</summary>
    public required float Shrink { get; init; }
}
