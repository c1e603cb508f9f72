namespace Tidemark.Strategies.Grids;

/// <summary>How far the levels of a grid lie apart.</summary>
public enum GridSpacing : byte
{
    /// <summary>Each level is the same fraction above the one below.</summary>
    Geometric,

    /// <summary>Each level is the same amount of money above the one below.</summary>
    Arithmetic,
}
