using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>Bars, books, trades, spreads.</summary>
internal static class MarketEndpoints
{
    private const int MostBars = 720;
    private const int MostTrades = 1000;
    private const int UsualLevels = 100;
    private const int MostLevels = 500;

    public static void Bars(KrakenCall call, Utf8JsonWriter json)
    {
        var pair = call.Pair();
        var minutes = (int)(call.Parameters.Whole("interval") ?? 1);
        var series = pair.Market.SeriesOf(BarIntervals.NameOf(minutes) ?? throw KrakenError.Arguments("interval"));
        var since = call.Parameters.Seconds("since");
        var bars = series.Items.Skip(Math.Max(0, series.Items.Count - MostBars)).ToList();
        json.WriteStartObject();
        json.WriteStartArray(pair.Id);
        foreach (var bar in bars)
            if (since is null || bar.OpenTime >= since || ReferenceEquals(bar, bars[^1])) WriteBar(json, pair, bar);
        json.WriteEndArray();
        // The last bar that is whole: whoever asks since then misses nothing.
        json.WriteNumber("last", bars.Count > 1 ? bars[^2].OpenTime.UnixSeconds : 0);
        json.WriteEndObject();
    }

    public static void Depth(KrakenCall call, Utf8JsonWriter json)
    {
        var pair = call.Pair();
        var count = (int)Math.Clamp(call.Parameters.Whole("count") ?? UsualLevels, 1, MostLevels);
        json.WriteStartObject();
        json.WriteStartObject(pair.Id);
        WriteSide(json, "asks", pair, Side.Sell, count, call.Now);
        WriteSide(json, "bids", pair, Side.Buy, count, call.Now);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Trades(KrakenCall call, Utf8JsonWriter json)
    {
        var pair = call.Pair();
        var count = (int)Math.Clamp(call.Parameters.Whole("count") ?? MostTrades, 1, MostTrades);
        var since = call.Parameters["since"] is { } text ? SinceOf(text) : (Instant?)null;
        var trades = pair.Market.Trades;
        var chosen = since is { } from ? trades.Where(trade => trade.Time > from).Take(count) : trades.Skip(Math.Max(0, trades.Count - count));
        var last = since ?? (trades.Count > 0 ? trades[^1].Time : call.Now);
        json.WriteStartObject();
        json.WriteStartArray(pair.Id);
        foreach (var trade in chosen)
        {
            last = trade.Time;
            json.WriteStartArray();
            json.WriteStringValue(KrakenNumber.Of(trade.Price, pair.CostDecimals));
            json.WriteStringValue(pair.Quantity(trade.Quantity));
            json.WriteRawValue(KrakenNumber.Of((decimal)trade.Time.Nanoseconds / Instant.NanosecondsPerSecond, 4));
            json.WriteStringValue(trade.BuyerIsMaker ? "s" : "b");
            json.WriteStringValue(trade.IsTakerMarket ? "m" : "l");
            json.WriteStringValue("");
            json.WriteNumberValue(trade.Id);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteString("last", last.Nanoseconds.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    public static void Spread(KrakenCall call, Utf8JsonWriter json)
    {
        var pair = call.Pair();
        var since = call.Parameters.Whole("since") ?? 0;
        var spreads = call.Venue.Spreads.Of(pair.Market).Where(item => item.Time.UnixSeconds >= since).ToList();
        json.WriteStartObject();
        json.WriteStartArray(pair.Id);
        foreach (var (time, bid, ask) in spreads)
        {
            json.WriteStartArray();
            json.WriteNumberValue(time.UnixSeconds);
            json.WriteStringValue(KrakenNumber.Of(bid, pair.CostDecimals));
            json.WriteStringValue(KrakenNumber.Of(ask, pair.CostDecimals));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteNumber("last", spreads.Count > 0 ? spreads[^1].Time.UnixSeconds : call.Now.UnixSeconds);
        json.WriteEndObject();
    }

    /// <summary>Volume-weighted price of a bar; 0 where nothing traded.</summary>
    public static decimal WeightedPrice(Kline bar, KrakenPair pair) => bar.Volume == 0 ? 0 : Math.Round(bar.QuoteVolume / bar.Volume, pair.PriceDecimals);

    private static void WriteBar(Utf8JsonWriter json, KrakenPair pair, Kline bar)
    {
        json.WriteStartArray();
        json.WriteNumberValue(bar.OpenTime.UnixSeconds);
        foreach (var price in (decimal[])[bar.Open, bar.High, bar.Low, bar.Close]) json.WriteStringValue(pair.Price(price));
        json.WriteStringValue(KrakenNumber.Of(WeightedPrice(bar, pair), 1));
        json.WriteStringValue(pair.Quantity(bar.Volume));
        json.WriteNumberValue(bar.Count);
        json.WriteEndArray();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, KrakenPair pair, Side side, int count, Instant now)
    {
        var levels = new BookLevel[count];
        var found = pair.Market.Engine.CopyLevels(side, levels);
        json.WriteStartArray(name);
        foreach (var level in levels.AsSpan(0, Math.Min(found, count)))
        {
            json.WriteStartArray();
            json.WriteStringValue(KrakenNumber.Of(pair.Market.PriceOf(level.PriceTicks), pair.CostDecimals));
            json.WriteStringValue(KrakenNumber.Of(pair.Market.QuantityOf(level.QuantityLots), 3));
            json.WriteNumberValue(now.UnixSeconds);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    /// <summary>Seconds, or nanoseconds as in <c>last</c> of an answer.</summary>
    private static Instant SinceOf(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue) throw KrakenError.Arguments("since");
        return new Instant((long)(number < 100_000_000_000m ? number * Instant.NanosecondsPerSecond : number));
    }
}
