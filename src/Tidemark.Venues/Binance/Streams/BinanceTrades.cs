namespace Tidemark.Venues.Binance.Streams;

/// <summary>Which of the venue's two streams of trades is read.</summary>
public enum BinanceTrades : byte
{
    /// <summary>Trades of one taker at one price as one, with a number of their own: fewer messages, nothing lost but the makers.</summary>
    Aggregated,

    /// <summary>Every single trade.</summary>
    Single,
}
