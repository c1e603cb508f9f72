namespace Tidemark.Engine.Sessions;

/// <summary>How <c>UnitQuantity</c> is found.</summary>
public enum SizingKind : byte
{
    /// <summary>Always the same quantity, in base units.</summary>
    FixedQuantity,

    /// <summary>The quantity that costs a fixed amount of quote currency.</summary>
    Stake,

    /// <summary>The quantity that a fraction of free equity buys after the fee, shared equally by the instruments.</summary>
    Allocation,
}
