namespace Tidemark.Domain;

public enum AccountKind : byte
{
    /// <summary>Only what is owned can be sold; nothing is borrowed.</summary>
    Spot,

    /// <summary>Short positions and, with leverage above 1, borrowed money are possible.</summary>
    Margin,
}
