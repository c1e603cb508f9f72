namespace Tidemark.Learning.Trees.Boosting;

/// <summary>A way to split a node, and what it gains. Candidates are tried by rising feature, and an equal gain replaces none.</summary>
internal struct SplitCandidate
{
    /// <summary>A gain of at most this is rounding.</summary>
    public const float SmallestGain = 1e-6f;

    public float Gain;
    public int Feature;
    public float Threshold;

    /// <summary>The last bin that goes to the left; -1 where only missing values do. Histograms only.</summary>
    public int LastLeftBin;

    public bool MissingGoesLeft;
    public GradientSum Left;
    public GradientSum Right;

    public readonly bool Exists => Gain > SmallestGain;
}
