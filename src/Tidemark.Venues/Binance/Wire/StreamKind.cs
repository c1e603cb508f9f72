namespace Tidemark.Venues.Binance.Wire;

/// <summary>What a message of the public streams says.</summary>
public enum StreamKind
{
    /// <summary>Another stream, or an answer to a request.</summary>
    Other,

    /// <summary>Changes of the order book (<c>depthUpdate</c>).</summary>
    Depth,

    /// <summary>The best bid and ask (<c>bookTicker</c>).</summary>
    BookTicker,

    /// <summary>Trades of one taker at one price taken together (<c>aggTrade</c>).</summary>
    AggregateTrade,

    /// <summary>A single trade (<c>trade</c>).</summary>
    Trade,

    /// <summary>A bar, finished or not (<c>kline</c>).</summary>
    Kline,
}
