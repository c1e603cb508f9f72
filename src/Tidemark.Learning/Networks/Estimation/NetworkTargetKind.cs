namespace Tidemark.Learning.Networks.Estimation;

/// <summary>What the numbers of a network's head mean.</summary>
internal enum NetworkTargetKind
{
    /// <summary>A value.</summary>
    Value,

    /// <summary>A low quantile, the median and a high quantile.</summary>
    Quantiles,

    /// <summary>A position from -1 to 1, learnt by what it earns.</summary>
    Position,

    /// <summary>The logit of class 1.</summary>
    Logit,

    /// <summary>A logit a class.</summary>
    Classes,
}
