namespace Tidemark.Statistics.TimeSeries;

/// <summary>How a season acts on the level.</summary>
public enum SeasonKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is added.</summary>
    Additive,

    /// <summary>It multiplies; the series is positive.</summary>
    Multiplicative,
}
