namespace Tidemark.Learning.Networks.Optimisers;

/// <summary>Settings of <see cref="RootMeanSquarePropagation"/>.</summary>
public sealed record RootMeanSquareOptions
{
    /// <summary>Memory of the average squared gradient, from 0 to below 1.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to the root.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Times the parameter, added to its gradient.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Memory of the steps, from 0 to below 1.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether the squared average gradient is taken from the average squared one, which leaves the variance.</summary>
    public bool IsCentred { get; init; }
}
