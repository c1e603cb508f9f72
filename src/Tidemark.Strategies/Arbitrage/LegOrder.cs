namespace Tidemark.Strategies.Arbitrage;

/// <summary>When the legs of a cycle are sent.</summary>
public enum LegOrder
{
    /// <summary>Each when the one before has ended, for what that one brought: needs the first asset alone.</summary>
    Sequence,

    /// <summary>All together: faster, but all three assets must be owned already.</summary>
    AtOnce,
}
