using System.Collections.Immutable;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Settings of gradient boosting; the defaults are XGBoost's.</summary>
internal sealed record BoostingOptions
{
    public int Trees { get; init; } = 100;

    public double LearningRate { get; init; } = 0.3;

    /// <summary>0 for no limit.</summary>
    public int MaximumDepth { get; init; } = 6;

    /// <summary>0 for no limit.</summary>
    public int MaximumLeaves { get; init; }

    public bool LeafWise { get; init; }

    public bool Exact { get; init; }

    public int MaximumBins { get; init; } = 256;

    public double Lambda { get; init; } = 1;

    public double Alpha { get; init; }

    /// <summary>The least gain of a split.</summary>
    public double Gamma { get; init; }

    public double MinimumChildWeight { get; init; } = 1;

    /// <summary>0 for no limit.</summary>
    public double MaximumStep { get; init; }

    public double RowShare { get; init; } = 1;

    public double ColumnShareOfTree { get; init; } = 1;

    public double ColumnShareOfLevel { get; init; } = 1;

    public double ColumnShareOfNode { get; init; } = 1;

    /// <summary>-1, 0 or 1 for each feature; fewer than features leave the rest free.</summary>
    public ImmutableArray<int> Monotone { get; init; } = [];

    public double BaseScore { get; init; } = 0.5;

    public bool StartFromMean { get; init; }

    public double PositiveWeight { get; init; } = 1;

    /// <summary>Rounds without improvement on the validation samples after which training ends; 0 for never.</summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>A word of <see cref="BoostingLoss.Of"/>.</summary>
    public string Loss { get; init; } = "auto";

    /// <summary>What early stopping is thought to watch; auto for what it watches.</summary>
    public string Metric { get; init; } = "auto";

    public double QuantileLevel { get; init; } = 0.5;

    public double HuberSlope { get; init; } = 1;

    /// <summary>Null for the training's own.</summary>
    public ulong? Seed { get; init; }

    /// <summary>0 for the training's own.</summary>
    public int Threads { get; init; }
}
