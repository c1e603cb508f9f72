namespace Tidemark.Learning.Tensors;

/// <summary>Settings of batch normalisation.</summary>
/// <param name="Epsilon">Added to the variance inside the root.</param>
/// <param name="Momentum">How far the running statistics move towards those of a batch.</param>
public readonly record struct BatchNormOptions(double Epsilon = 1e-5, double Momentum = 0.1)
{
    /// <summary>The usual ones.</summary>
    public static BatchNormOptions Default { get; } = new(1e-5, 0.1);
}
