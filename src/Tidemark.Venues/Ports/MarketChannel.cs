namespace Tidemark.Venues.Ports;

/// <summary>What a market stream tells.</summary>
public enum MarketChannel : byte
{
    Trades,

    /// <summary>The best bid and ask, at every change.</summary>
    Quotes,

    /// <summary>A whole order book: snapshots and updates, complete and in order, and news of gaps.</summary>
    Book,

    /// <summary>Bars of one interval, while they grow and when they close.</summary>
    Bars,

    /// <summary>Mark price and expected funding of a contract.</summary>
    MarkPrice,
}
