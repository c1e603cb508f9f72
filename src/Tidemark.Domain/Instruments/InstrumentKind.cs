namespace Tidemark.Domain;

public enum InstrumentKind : byte
{
    /// <summary>Base bought and sold for quote: <c>BTC/USDT@binance</c>.</summary>
    Spot,

    /// <summary>A future without expiry, settled in one of the two currencies: <c>BTC/USDT:USDT@binance</c>.</summary>
    Perpetual,

    /// <summary>A future with expiry: <c>BTC/USD:BTC-241227@deribit</c>.</summary>
    Future,

    /// <summary>An option: <c>BTC/USD:BTC-241227-60000-C@deribit</c>.</summary>
    Option,
}
