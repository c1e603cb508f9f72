namespace Tidemark.Strategies.MarketMaking;

/// <summary>What quotes are laid around.</summary>
public enum QuoteCentre
{
    /// <summary>The middle of the best prices.</summary>
    Mid,

    /// <summary>The middle leaning to the side that has less: each best price weighted with the other's quantity.</summary>
    Micro,
}
