using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>Tickers of one, several or all symbols.</summary>
internal static class TickerEndpoints
{
    public static int Weight(BinanceCall call, int one, int all) => call.Parameters["symbol"] is null ? all : one;

    public static void Day(BinanceCall call, Utf8JsonWriter json) => Each(call, json, market => WriteDay(json, market, call.Now, call.Parameters["type"] == "MINI"));

    public static void TradingDay(BinanceCall call, Utf8JsonWriter json)
    {
        if (SymbolChoice.Of(call) is null) throw BinanceError.Missing("symbols");
        var midnight = Instant.FromUnixSeconds(call.Now.UnixSeconds - call.Now.UnixSeconds % 86_400);
        Each(call, json, market => WriteWindow(json, market, call.Now, call.Now - midnight, call.Parameters["type"] == "MINI"));
    }

    public static void Window(BinanceCall call, Utf8JsonWriter json)
    {
        if (SymbolChoice.Of(call) is null) throw BinanceError.Missing("symbols");
        var length = LengthOf(call.Parameters["windowSize"] ?? "1d");
        Each(call, json, market => WriteWindow(json, market, call.Now, length, call.Parameters["type"] == "MINI"));
    }

    public static void Price(BinanceCall call, Utf8JsonWriter json) => Each(call, json, market =>
    {
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        json.Put("price", market.LastPrice);
        json.WriteEndObject();
    });

    public static void BookTicker(BinanceCall call, Utf8JsonWriter json) => Each(call, json, market =>
    {
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        WriteBest(json, market, Side.Buy, "bidPrice", "bidQty");
        WriteBest(json, market, Side.Sell, "askPrice", "askQty");
        json.WriteEndObject();
    });

    public static void WriteBest(Utf8JsonWriter json, Market market, Side side, string price, string quantity)
    {
        var best = market.Best(side) ?? default;
        json.Put(price, best.Price);
        json.Put(quantity, best.Quantity);
    }

    private static void Each(BinanceCall call, Utf8JsonWriter json, Action<Market> write)
    {
        if (call.Parameters["symbol"] is not null)
        {
            write(call.Market());
            return;
        }
        json.WriteStartArray();
        foreach (var market in SymbolChoice.Of(call) ?? [.. call.Core.Markets]) write(market);
        json.WriteEndArray();
    }

    private static void WriteDay(Utf8JsonWriter json, Market market, Instant now, bool isMini)
    {
        var day = WindowStatistics.Of(market, now, Duration.FromDays(1));
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        if (!isMini)
        {
            WriteChange(json, day);
            json.Put("prevClosePrice", day.OpenPrice);
        }
        json.Put("lastPrice", day.LastPrice);
        if (!isMini)
        {
            json.Put("lastQty", market.Trades.Count > 0 ? market.Trades[^1].Quantity : 0);
            WriteBest(json, market, Side.Buy, "bidPrice", "bidQty");
            WriteBest(json, market, Side.Sell, "askPrice", "askQty");
        }
        WriteRest(json, day);
        json.WriteEndObject();
    }

    private static void WriteWindow(Utf8JsonWriter json, Market market, Instant now, Duration length, bool isMini)
    {
        var window = WindowStatistics.Of(market, now, length);
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        if (!isMini) WriteChange(json, window);
        json.Put("lastPrice", window.LastPrice);
        WriteRest(json, window);
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, WindowStatistics window)
    {
        json.Put("priceChange", window.Change);
        json.WriteString("priceChangePercent", window.ChangePercent.ToString("0.000", CultureInfo.InvariantCulture));
        json.Put("weightedAvgPrice", window.WeightedPrice);
    }

    private static void WriteRest(Utf8JsonWriter json, WindowStatistics window)
    {
        json.Put("openPrice", window.OpenPrice);
        json.Put("highPrice", window.High);
        json.Put("lowPrice", window.Low);
        json.Put("volume", window.Volume);
        json.Put("quoteVolume", window.QuoteVolume);
        json.Put("openTime", window.Open);
        json.Put("closeTime", window.Close);
        json.WriteNumber("firstId", window.FirstId);
        json.WriteNumber("lastId", window.LastId);
        json.WriteNumber("count", window.Count);
    }

    private static Duration LengthOf(string text)
    {
        if (text.Length >= 2 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
            switch (text[^1])
            {
                case 'm' when count < 60: return Duration.FromMinutes(count);
                case 'h' when count < 24: return Duration.FromHours(count);
                case 'd' when count <= 7: return Duration.FromDays(count);
            }
        throw new BinanceError(-1130, "Data sent for parameter 'windowSize' is not valid.");
    }
}
