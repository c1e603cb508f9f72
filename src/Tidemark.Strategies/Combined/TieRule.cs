namespace Tidemark.Strategies.Combined;

/// <summary>What becomes of the position when as many members want to be long as short.</summary>
public enum TieRule
{
    /// <summary>It is closed.</summary>
    Flat,

    /// <summary>It stays as it is.</summary>
    Keep,
}
