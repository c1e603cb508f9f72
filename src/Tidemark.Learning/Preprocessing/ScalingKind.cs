namespace Tidemark.Learning.Preprocessing;

/// <summary>To what values are scaled.</summary>
public enum ScalingKind
{
    /// <summary>Less the mean, over the standard deviation (divided by n) of the training rows.</summary>
    ZScore,

    /// <summary>Less the median, over the distance of the quartiles of the training rows.</summary>
    Robust,

    /// <summary>0 for the smallest and 1 for the largest value of the training rows; beyond them what follows.</summary>
    MinMax,

    /// <summary>The share of training values below, 0 to 1, between them in proportion.</summary>
    Rank,

    /// <summary>The normal quantile of that share, cut off at 1e-7 from both ends.</summary>
    RankNormal,
}
