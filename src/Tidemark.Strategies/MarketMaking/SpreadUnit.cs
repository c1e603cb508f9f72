namespace Tidemark.Strategies.MarketMaking;

/// <summary>What a half-spread is counted in.</summary>
public enum SpreadUnit
{
    /// <summary>Basis points of the middle.</summary>
    Bps,

    /// <summary>Ticks.</summary>
    Ticks,

    /// <summary>The deviation of the middle over a second, as it was of late.</summary>
    Volatility,
}
