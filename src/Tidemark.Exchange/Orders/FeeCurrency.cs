namespace Tidemark.Exchange.Orders;

/// <summary>In which currency a fee is taken.</summary>
public enum FeeCurrency : byte
{
    /// <summary>What the trade brings: base currency for who buys, quote currency for who sells (Binance).</summary>
    Received,

    /// <summary>Always quote currency; who buys pays it on top of the price (Coinbase, and Kraken where nothing else is asked for).</summary>
    Quote,

    /// <summary>Always base currency; who sells pays it on top of what is sold.</summary>
    Base,
}
