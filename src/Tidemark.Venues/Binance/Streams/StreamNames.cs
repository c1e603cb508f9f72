namespace Tidemark.Venues.Binance.Streams;

/// <summary>The venue's names of streams; symbols are in lower case there.</summary>
internal static class StreamNames
{
    public static string Depth(string symbol) => $"{symbol.ToLowerInvariant()}@depth@100ms";

    public static string Quotes(string symbol) => $"{symbol.ToLowerInvariant()}@bookTicker";

    public static string Trades(string symbol, BinanceTrades kind) => $"{symbol.ToLowerInvariant()}@{(kind == BinanceTrades.Aggregated ? "aggTrade" : "trade")}";

    /// <summary>Mark price and funding of a contract, every second.</summary>
    public static string MarkPrice(string symbol) => $"{symbol.ToLowerInvariant()}@markPrice@1s";

    public static string Bars(string symbol, Interval interval) => $"{symbol.ToLowerInvariant()}@kline_{interval}";
}
