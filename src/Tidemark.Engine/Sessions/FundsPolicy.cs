namespace Tidemark.Engine.Sessions;

/// <summary>What must hold before a position may grow; see <see cref="Portfolios.Funds"/> for the arithmetic.</summary>
public enum FundsPolicy : byte
{
    /// <summary>Spot: buys need free quote currency for price and fee, sells need free base currency.</summary>
    OwnedAssets,

    /// <summary>Margin: the notional of all positions after the order, divided by the leverage, must not exceed equity.</summary>
    InitialMargin,

    /// <summary>
    /// Cash must not become negative; a short sale brings its proceeds in as cash, so only buys are limited. The rule of plain
    /// research backtesters, kept to compare with them.
    /// </summary>
    CashNotNegative,
}
