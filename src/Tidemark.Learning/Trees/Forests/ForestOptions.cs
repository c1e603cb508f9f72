namespace Tidemark.Learning.Trees.Forests;

/// <summary>Settings of a forest; the defaults are scikit-learn's.</summary>
internal sealed record ForestOptions
{
    /// <summary>The name of its descriptor.</summary>
    public required string Kind { get; init; }

    public int Trees { get; init; } = 100;

    /// <summary>Whether thresholds are drawn instead of searched (extremely randomised trees).</summary>
    public bool RandomThresholds { get; init; }

    public bool Bootstrap { get; init; } = true;

    /// <summary>Share of the samples that a bootstrap draws.</summary>
    public double SampleShare { get; init; } = 1;

    /// <summary>gini, entropy or variance.</summary>
    public string Criterion { get; init; } = "auto";

    /// <summary>0 for no limit.</summary>
    public int MaximumDepth { get; init; }

    public int MinimumToSplit { get; init; } = 2;

    public int MinimumInLeaf { get; init; } = 1;

    /// <summary>The least gain of a split, as a share of all weight.</summary>
    public double MinimumDecrease { get; init; }

    /// <summary>auto, sqrt, log2, all, or a share.</summary>
    public string Features { get; init; } = "auto";

    /// <summary>none, balanced, or balanced_subsample.</summary>
    public string ClassWeight { get; init; } = "none";

    public bool OutOfBag { get; init; }

    public ulong? Seed { get; init; }

    public int Threads { get; init; }
}
