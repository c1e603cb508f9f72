namespace Tidemark.Learning.Kernels;

/// <summary>Arguments of <see cref="LayerNormKernels.ComputeGradient"/>.</summary>
internal readonly unsafe struct LayerNormGradient
{
    public required int Rows { get; init; }

    public required int Size { get; init; }

    public required float* Input { get; init; }

    public required float* Weight { get; init; }

    /// <summary>Mean and 1 / deviation of each row.</summary>
    public required float* Statistics { get; init; }

    public required float* OutputGradient { get; init; }

    /// <summary>Null where it is not wanted.</summary>
    public required float* InputGradient { get; init; }

    /// <summary>Whether to add to the gradient of the input.</summary>
    public required bool Accumulate { get; init; }

    /// <summary>Added to.</summary>
    public required float* WeightGradient { get; init; }

    /// <summary>Added to.</summary>
    public required float* BiasGradient { get; init; }
}
