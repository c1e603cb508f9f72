namespace Tidemark.Research.Universes;

/// <summary>Why an instrument is a member or not.</summary>
internal enum UniverseVerdictKind
{
    Member,
    NotListedYet,
    Delisted,
    NoBarsYet,
    Silent,
    Blacklisted,
    NotEnoughBars,
    BelowMinimum,
    AboveMaximum,
    NotAmongTop,
    NotAmongBottom,
}
