using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Coinbase.Endpoints;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Wire;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Coinbase.Streams;

/// <summary>What the public channels tell: the arrays of events, without what surrounds them.</summary>
internal static class ChannelMessages
{
    private const int TradesInSnapshot = 100;
    private const int CandlesInSnapshot = 100;
    private const int MostLevels = 20_000;

    /// <summary>The channel as its messages name it, which of one channel is another name than that of the subscription.</summary>
    public static string NameOf(string channel) => channel == "level2" ? "l2_data" : channel;

    /// <summary>What is so far, for who has just subscribed.</summary>
    public static byte[] Snapshot(string channel, Market market, Instant now) => channel switch
    {
        "level2" => Book(market, now),
        "market_trades" => Trades("snapshot", market, market.Trades.Skip(market.Trades.Count - TradesInSnapshot).ToList()),
        "candles" => Candles("snapshot", market, CandlesInSnapshot),
        _ => Ticker("snapshot", market, now, hasBest: channel == "ticker"),
    };

    public static byte[] Heartbeat(Instant now, long count) => Events(null, json =>
    {
        json.WriteString("current_time", now.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss.fffffff'00 +0000 UTC'", CultureInfo.InvariantCulture));
        json.WriteNumber("heartbeat_counter", count);
    });

    public static byte[] Subscriptions(ChannelClient client) => Events(null, json =>
    {
        json.WriteStartObject("subscriptions");
        foreach (var (channel, products) in client.Channels)
        {
            json.WriteStartArray(channel);
            if (channel == "user") json.WriteStringValue(CoinbaseVenue.UserIdOf(client.Account!));
            else if (products.Count == 0) json.WriteStringValue(channel);
            else foreach (var product in products) json.WriteStringValue(product);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    });

    /// <summary>The trades, newest first.</summary>
    public static byte[] Trades(string type, Market market, IReadOnlyList<PublicTrade> trades) => Events(type, json =>
    {
        json.WriteStartArray("trades");
        for (var i = trades.Count - 1; i >= 0; i--) MarketEndpoints.WriteTrade(json, market, trades[i], isWhole: false);
        json.WriteEndArray();
    });

    /// <summary>The last candles of five minutes, newest first.</summary>
    public static byte[] Candles(string type, Market market, int count) => Events(type, json =>
    {
        json.WriteStartArray("candles");
        foreach (var kline in market.SeriesOf("5m").Items.Reverse().Take(count)) MarketEndpoints.WriteCandle(json, kline, market.Rules.Symbol);
        json.WriteEndArray();
    });

    /// <param name="hasBest">The batched channel has no best prices.</param>
    public static byte[] Ticker(string type, Market market, Instant now, bool hasBest) => Events(type, json =>
    {
        var day = WindowStatistics.Of(market, now, Duration.FromDays(1));
        json.WriteStartArray("tickers");
        json.WriteStartObject();
        json.WriteString("type", "ticker");
        json.WriteString("product_id", market.Rules.Symbol);
        json.Put("price", market.LastPrice);
        json.Put("volume_24_h", day.Volume);
        json.Put("low_24_h", day.Low);
        json.Put("high_24_h", day.High);
        json.Put("low_52_w", day.Low);
        json.Put("high_52_w", day.High);
        json.WriteString("price_percent_chg_24_h", day.OpenPrice == 0 ? "0" : (day.Change / day.OpenPrice * 100).ToString("0.##############", CultureInfo.InvariantCulture));
        if (hasBest)
        {
            var (bid, ask) = (market.Best(Side.Buy), market.Best(Side.Sell));
            json.Put("best_bid", bid?.Price ?? 0);
            json.Put("best_bid_quantity", bid?.Quantity ?? 0);
            json.Put("best_ask", ask?.Price ?? 0);
            json.Put("best_ask_quantity", ask?.Quantity ?? 0);
        }
        json.WriteEndObject();
        json.WriteEndArray();
    });

    public static byte[] Status(string type, IEnumerable<Market> markets) => Events(type, json =>
    {
        json.WriteStartArray("products");
        foreach (var rules in markets.Select(market => market.Rules))
        {
            json.WriteStartObject();
            json.WriteString("product_type", "SPOT");
            json.WriteString("id", rules.Symbol);
            json.WriteString("base_currency", rules.BaseAsset);
            json.WriteString("quote_currency", rules.QuoteAsset);
            json.Put("base_increment", rules.QuantityStep);
            json.Put("quote_increment", rules.PriceTick);
            json.WriteString("display_name", $"{rules.BaseAsset}/{rules.QuoteAsset}");
            json.WriteString("status", "online");
            json.WriteString("status_message", "");
            json.Put("min_market_funds", rules.MinimumNotional);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>The levels that changed, as they are now.</summary>
    public static byte[] BookUpdate(Market market, DepthChanges changes, Instant now) => Levels("update", market, now, write =>
    {
        foreach (var (ticks, lots) in changes.Bids) write("bid", ticks, lots);
        foreach (var (ticks, lots) in changes.Asks) write("offer", ticks, lots);
    });

    private static byte[] Book(Market market, Instant now) => Levels("snapshot", market, now, write =>
    {
        var levels = new BookLevel[MostLevels];
        foreach (var (side, name) in ((Side, string)[])[(Side.Buy, "bid"), (Side.Sell, "offer")])
        {
            var count = market.Engine.CopyLevels(side, levels);
            for (var i = 0; i < count; i++) write(name, levels[i].PriceTicks, levels[i].QuantityLots);
        }
    });

    private static byte[] Levels(string type, Market market, Instant now, Action<Action<string, long, long>> each) => Events(type, json =>
    {
        json.WriteString("product_id", market.Rules.Symbol);
        json.WriteStartArray("updates");
        var time = CoinbaseText.Of(now);
        each((side, ticks, lots) =>
        {
            json.WriteStartObject();
            json.WriteString("side", side);
            json.WriteString("event_time", time);
            json.Put("price_level", market.PriceOf(ticks));
            json.Put("new_quantity", market.QuantityOf(lots));
            json.WriteEndObject();
        });
        json.WriteEndArray();
    });

    private static byte[] Events(string? type, Action<Utf8JsonWriter> write) => JsonBody.Write(json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        if (type is not null) json.WriteString("type", type);
        write(json);
        json.WriteEndObject();
        json.WriteEndArray();
    });
}
