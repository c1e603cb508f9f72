using System.Globalization;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>The venue's names of streams.</summary>
internal static class Topics
{
    public static string Book(int levels, string symbol) => string.Create(CultureInfo.InvariantCulture, $"orderbook.{levels}.{symbol}");

    public static string Trades(string symbol) => $"publicTrade.{symbol}";

    public static string Ticker(string symbol) => $"tickers.{symbol}";

    public static string Bars(string interval, string symbol) => $"kline.{interval}.{symbol}";
}
