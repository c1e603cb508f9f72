namespace Tidemark.Learning.Networks.Optimisers;

/// <summary>Settings of <see cref="Adam"/>.</summary>
public sealed record AdamOptions
{
    /// <summary>Memory of the average gradient, from 0 to below 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Memory of the average squared gradient, from 0 to below 1.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the average squared gradient.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>How strongly parameters are pulled to zero.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Whether decay multiplies the parameter by 1 - rate * decay (AdamW) instead of being added to its gradient.</summary>
    public bool IsDecoupled { get; init; }

    /// <summary>Whether the largest average squared gradient so far divides (AMSGrad).</summary>
    public bool KeepsLargest { get; init; }
}
