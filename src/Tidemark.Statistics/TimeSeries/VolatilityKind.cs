namespace Tidemark.Statistics.TimeSeries;

/// <summary>How the variance of the next return follows from what was.</summary>
public enum VolatilityKind
{
    /// <summary>From past squared errors and variances alike, whatever the sign (Bollerslev 1986).</summary>
    Garch,

    /// <summary>Falls count more (or less) than rises (Glosten, Jagannathan and Runkle 1993).</summary>
    Gjr,

    /// <summary>The logarithm of the variance follows size and sign of past errors (Nelson 1991).</summary>
    Egarch,
}
