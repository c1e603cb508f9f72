namespace Tidemark.Strategies.MarketMaking;

/// <summary>For how long quotes look ahead.</summary>
public enum QuoteHorizon
{
    /// <summary>To the end of a session, after which the next one begins.</summary>
    Session,

    /// <summary>For ever, with a limit of what is held (section 2.3 of the paper).</summary>
    Infinite,

    /// <summary>Long before the end of a long session: the limit found by Guéant, Lehalle and Fernandez-Tapia.</summary>
    Asymptotic,
}
