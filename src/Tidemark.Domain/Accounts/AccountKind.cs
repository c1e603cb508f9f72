namespace Tidemark.Domain;

/// <summary>What an account may do. Numbers are part of the journal's format: append only.</summary>
public enum AccountKind : byte
{
    /// <summary>Only what is owned can be sold; nothing is borrowed.</summary>
    Spot,

    /// <summary>Short positions and, with leverage above 1, borrowed money are possible.</summary>
    Margin,

    /// <summary>Holds what is on its way to the account of the same venue; nothing trades on it.</summary>
    InTransit,
}
