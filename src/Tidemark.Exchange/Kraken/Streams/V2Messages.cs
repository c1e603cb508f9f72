using System.Text.Json;
using Tidemark.Exchange.Kraken.Endpoints;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Wire;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>Messages of the public channels of version 2.</summary>
internal static class V2Messages
{
    public static readonly byte[] Heartbeat = """{"channel":"heartbeat"}"""u8.ToArray();

    public static byte[] Status(long connection) => Message("status", "update", json =>
    {
        json.WriteStartObject();
        json.WriteString("version", "2.0.10");
        json.WriteString("system", GeneralEndpoints.Status);
        json.WriteString("api_version", "v2");
        json.WriteNumber("connection_id", connection);
        json.WriteEndObject();
    });

    public static byte[] Ticker(KrakenPair pair, Instant now, string type) => Message("ticker", type, json =>
    {
        var (market, day) = (pair.Market, WindowStatistics.Of(pair.Market, now, Duration.FromDays(1)));
        var (bid, ask) = (market.Best(Side.Buy), market.Best(Side.Sell));
        json.WriteStartObject();
        json.WriteString("symbol", pair.Symbol);
        json.Raw("bid", pair.Price(bid?.Price ?? 0));
        json.Raw("bid_qty", pair.Quantity(bid?.Quantity ?? 0));
        json.Raw("ask", pair.Price(ask?.Price ?? 0));
        json.Raw("ask_qty", pair.Quantity(ask?.Quantity ?? 0));
        json.Raw("last", pair.Price(market.LastPrice));
        json.Raw("volume", pair.Quantity(day.Volume));
        json.Raw("vwap", pair.Price(day.WeightedPrice));
        json.Raw("low", pair.Price(day.Low));
        json.Raw("high", pair.Price(day.High));
        json.Raw("change", pair.Price(day.Change));
        json.Put("change_pct", Math.Round(day.ChangePercent, 2));
        json.Put("timestamp", now);
        json.WriteEndObject();
    });

    public static byte[] Trades(KrakenPair pair, IEnumerable<PublicTrade> trades, string type) => Message("trade", type, json =>
    {
        foreach (var trade in trades)
        {
            json.WriteStartObject();
            json.WriteString("symbol", pair.Symbol);
            json.WriteString("side", trade.BuyerIsMaker ? "sell" : "buy");
            json.Raw("price", pair.Price(trade.Price));
            json.Raw("qty", pair.Quantity(trade.Quantity));
            json.WriteString("ord_type", trade.IsTakerMarket ? "market" : "limit");
            json.WriteNumber("trade_id", trade.Id);
            json.Put("timestamp", trade.Time);
            json.WriteEndObject();
        }
    });

    public static byte[] Bars(KrakenPair pair, int minutes, IEnumerable<Kline> bars, Instant now, string type) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("channel", "ohlc");
        json.WriteString("type", type);
        json.Put("timestamp", now);
        json.WriteStartArray("data");
        foreach (var bar in bars)
        {
            json.WriteStartObject();
            json.WriteString("symbol", pair.Symbol);
            json.Raw("open", pair.Price(bar.Open));
            json.Raw("high", pair.Price(bar.High));
            json.Raw("low", pair.Price(bar.Low));
            json.Raw("close", pair.Price(bar.Close));
            json.WriteNumber("trades", bar.Count);
            json.Raw("volume", pair.Quantity(bar.Volume));
            json.Raw("vwap", pair.Price(MarketEndpoints.WeightedPrice(bar, pair)));
            json.WriteString("interval_begin", bar.OpenTime.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.000000000'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNumber("interval", minutes);
            json.Put("timestamp", bar.CloseTime);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static byte[] Book(BookView view, List<BookLevel> asks, List<BookLevel> bids, Instant now, string type) => Message("book", type, json =>
    {
        json.WriteStartObject();
        json.WriteString("symbol", view.Pair.Symbol);
        WriteSide(json, "bids", view.Pair, bids);
        WriteSide(json, "asks", view.Pair, asks);
        json.WriteNumber("checksum", view.Checksum());
        json.Put("timestamp", now);
        json.WriteEndObject();
    });

    public static byte[] Instruments(KrakenVenue venue) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("channel", "instrument");
        json.WriteString("type", "snapshot");
        json.WriteStartObject("data");
        json.WriteStartArray("assets");
        foreach (var asset in venue.Pairs.All.SelectMany(pair => (KrakenAsset[])[pair.Base, pair.Quote]).Distinct()) WriteAsset(json, asset);
        json.WriteEndArray();
        json.WriteStartArray("pairs");
        foreach (var pair in venue.Pairs.All) WritePair(json, pair);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteAsset(Utf8JsonWriter json, KrakenAsset asset)
    {
        json.WriteStartObject();
        json.WriteString("id", asset.Code);
        json.WriteString("status", "enabled");
        json.WriteNumber("precision", asset.Decimals);
        json.WriteNumber("precision_display", asset.DisplayDecimals);
        json.WriteBoolean("borrowable", false);
        json.Put("collateral_value", 0m);
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, KrakenPair pair)
    {
        var rules = pair.Market.Rules;
        json.WriteStartObject();
        json.WriteString("symbol", pair.Symbol);
        json.WriteString("base", pair.Base.Code);
        json.WriteString("quote", pair.Quote.Code);
        json.WriteString("status", GeneralEndpoints.Status);
        json.WriteNumber("qty_precision", pair.QuantityDecimals);
        json.Put("qty_increment", rules.QuantityStep);
        json.WriteNumber("price_precision", pair.PriceDecimals);
        json.WriteNumber("cost_precision", pair.CostDecimals);
        json.WriteBoolean("marginable", false);
        json.WriteBoolean("has_index", false);
        json.Put("cost_min", rules.MinimumNotional);
        json.Put("tick_size", rules.PriceTick);
        json.Put("price_increment", rules.PriceTick);
        json.Put("qty_min", rules.MinimumQuantity);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, KrakenPair pair, List<BookLevel> levels)
    {
        json.WriteStartArray(name);
        foreach (var level in levels)
        {
            json.WriteStartObject();
            json.Raw("price", pair.Price(pair.Market.PriceOf(level.PriceTicks)));
            json.Raw("qty", pair.Quantity(pair.Market.QuantityOf(level.QuantityLots)));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static byte[] Message(string channel, string type, Action<Utf8JsonWriter> writeData) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("channel", channel);
        json.WriteString("type", type);
        json.WriteStartArray("data");
        writeData(json);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
