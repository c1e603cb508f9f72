namespace Tidemark.Learning.Networks.Layers;

/// <summary>Sizes and form of a transformer's encoder.</summary>
public sealed record TransformerOptions
{
    /// <summary>Size of a step (d_model).</summary>
    public required int Size { get; init; }

    /// <summary>Heads of attention, which divide the size.</summary>
    public required int Heads { get; init; }

    /// <summary>Size inside the network after attention (dim_feedforward).</summary>
    public required int FeedForward { get; init; }

    /// <summary>In training, after each part and on the weights of attention, from 0 to below 1.</summary>
    public float Dropout { get; init; }

    /// <summary>Whether a step sees itself and earlier ones alone.</summary>
    public bool IsCausal { get; init; }

    /// <summary>Whether normalisation comes before each part instead of after it.</summary>
    public bool NormFirst { get; init; }

    /// <summary>Whether the activation is GELU (by erf) instead of ReLU.</summary>
    public bool IsGelu { get; init; }

    /// <summary>Added to the variance inside the root of each normalisation.</summary>
    public float NormEpsilon { get; init; } = 1e-5f;
}
