namespace Tidemark.Research.Attribution;

/// <summary>What belongs to no round trip.</summary>
public enum RestKind
{
    /// <summary>Positions still open: their profit at the last price and what was closed of them, less their fees so far.</summary>
    OpenPositions,

    Funding,

    Interest,

    Liquidation,

    /// <summary>What venues kept of transfers between them.</summary>
    Transfers,

    /// <summary>
    /// Everything else that changed the worth of the account: other assets held (their price moves), dust, fees paid in an asset whose
    /// price has moved since, conversion between currencies, and rounding.
    /// </summary>
    Other,
}
