using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>Reads bars, trades and books of requests.</summary>
internal static class MarketReader
{
    /// <example><c>{"start":"1712192400","low":"66055.14","high":"66331.99","open":"66312.4","close":"66181.6","volume":"355.82896243"}</c></example>
    public static Bar Bar(JsonElement candle) => Domain.Bar.Create(Instant.FromUnixSeconds(candle.Whole("start")),
        candle.GetProperty("open").Real(), candle.GetProperty("high").Real(), candle.GetProperty("low").Real(), candle.GetProperty("close").Real(), candle.GetProperty("volume").Real());

    /// <summary>Oldest first; the venue has the newest first.</summary>
    public static IReadOnlyList<Bar> Bars(JsonElement root)
    {
        var bars = root.GetProperty("candles").EnumerateArray().Select(Bar).ToList();
        bars.Sort((left, right) => left.OpenTime.CompareTo(right.OpenTime));
        return bars;
    }

    /// <summary>The venue tells the side of the order that was resting.</summary>
    /// <example><c>{"trade_id":"995098663","product_id":"BTC-USD","price":"68923.67","size":"0.00064","time":"2026-04-07T00:28:58.544778Z","side":"SELL"}</c></example>
    public static Trade Trade(JsonElement trade) => new(Time(trade, "time"), trade.GetProperty("price").Real(), trade.GetProperty("size").Real(),
        trade.Text("side") switch { "BUY" => Side.Sell, "SELL" => Side.Buy, _ => null }, trade.Whole("trade_id"));

    /// <summary>Oldest first; the venue has the newest first.</summary>
    public static IReadOnlyList<Trade> Trades(JsonElement root)
    {
        var trades = root.GetProperty("trades").EnumerateArray().Select(Trade).ToList();
        trades.Sort((left, right) => left.TradeId.CompareTo(right.TradeId));
        return trades.Find(trade => trade.Defect() is not null) is { TradeId: not 0 } wrong ? throw new FormatException($"trade {wrong.TradeId}: {wrong.Defect()}") : trades;
    }

    /// <example><c>{"pricebook":{"product_id":"BTC-USD","bids":[{"price":"68923.66","size":"0.17189468"}],"asks":[],"time":"2026-04-07T00:28:59.662782Z"}}</c></example>
    public static BookSnapshot Book(JsonElement root, BookScale scale)
    {
        var book = root.GetProperty("pricebook");
        var (bids, asks) = (book.GetProperty("bids"), book.GetProperty("asks"));
        var (ticks, lots) = (new List<long>(), new List<long>());
        foreach (var side in (ReadOnlySpan<JsonElement>)[bids, asks])
        {
            foreach (var level in side.EnumerateArray())
            {
                ticks.Add(GridSteps.Of(level.Exact("price"), scale.PriceTick));
                lots.Add(GridSteps.Of(level.Exact("size"), scale.QuantityStep));
            }
        }
        return new BookSnapshot(0, Time(book, "time"), ticks.ToArray(), lots.ToArray(), bids.GetArrayLength());
    }

    /// <summary>A time as the venue writes it, in RFC 3339.</summary>
    public static Instant Time(JsonElement element, string name) => Instant.Parse(element.Text(name));

    /// <summary>A time; null where it is missing or cannot be one, as the venue writes where there is none.</summary>
    public static Instant? TimeOrNull(JsonElement element, string name) =>
        element.TextOrEmpty(name) is { Length: > 0 } text && Instant.TryParse(text, out var time) && time > Instant.UnixEpoch ? time : null;
}
