namespace Tidemark.Domain;

/// <summary>In what the distance of a trailing stop is measured.</summary>
public enum TrailingKind : byte
{
    /// <summary>In quote currency.</summary>
    Amount,

    /// <summary>As a fraction of the best price seen.</summary>
    Fraction,

    /// <summary>In average true ranges, measured anew at each closed bar.</summary>
    AverageTrueRange,
}
