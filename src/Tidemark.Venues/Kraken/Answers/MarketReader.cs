using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Kraken.Answers;

/// <summary>Reads bars, trades and books of requests.</summary>
internal static class MarketReader
{
    /// <example><c>{"XXBTZUSD":[[1688671200,"30306.1","30306.2","30305.7","30305.7","30306.1","3.39243896",23]],"last":1688672160}</c></example>
    public static IReadOnlyList<Bar> Bars(JsonElement result)
    {
        var rows = RowsOf(result);
        var bars = new List<Bar>(rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
            bars.Add(Bar.Create(Instant.FromUnixSeconds(row[0].Whole()), row[1].Real(), row[2].Real(), row[3].Real(), row[4].Real(), row[6].Real()));
        return bars;
    }

    /// <example><c>{"XXBTZUSD":[["30243.40000","0.34507674",1688669597.8277369,"b","m","",61044952]],"last":"1688671969993150842"}</c></example>
    public static TradeRows Trades(JsonElement result)
    {
        var rows = RowsOf(result);
        var trades = new List<Trade>(rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            Side? aggressor = row[3].GetString() switch { "b" => Side.Buy, "s" => Side.Sell, _ => null };
            trades.Add(new Trade(SecondsOf(row[2]), row[0].Real(), row[1].Real(), aggressor, row.GetArrayLength() > 6 ? row[6].Whole() : 0));
        }
        return new TradeRows(trades, new Instant(result.Whole("last")));
    }

    /// <example><c>{"XXBTZUSD":{"asks":[["30384.10000","2.059",1688671659]],"bids":[["30297.00000","1.115",1688671636]]}}</c></example>
    public static BookSnapshot Book(JsonElement result, KrakenPair pair, Instant receivedAt)
    {
        var book = result.EnumerateObject().First().Value;
        var (bids, asks) = (book.GetProperty("bids"), book.GetProperty("asks"));
        var (ticks, lots) = (new List<long>(), new List<long>());
        var scale = pair.Instrument.Scale;
        foreach (var side in (ReadOnlySpan<JsonElement>)[bids, asks])
            foreach (var level in side.EnumerateArray())
            {
                ticks.Add(Steps(level[0].Exact(), scale.PriceTick, "price"));
                lots.Add(Steps(level[1].Exact(), scale.QuantityStep, "quantity"));
            }
        return new BookSnapshot(0, receivedAt, ticks.ToArray(), lots.ToArray(), bids.GetArrayLength());
    }

    /// <summary>Seconds with decimals, exactly.</summary>
    public static Instant SecondsOf(JsonElement value) => new((long)(value.Exact() * Instant.NanosecondsPerSecond));

    /// <summary>The answer has the pair's own name as key, and beside it at most where it ends.</summary>
    private static JsonElement RowsOf(JsonElement result) => result.EnumerateObject().First(item => item.Value.ValueKind == JsonValueKind.Array).Value;

    private static long Steps(decimal value, decimal step, string what)
    {
        var count = value / step;
        return count == decimal.Truncate(count) ? (long)count : throw new FormatException($"the {what} {value} is no multiple of {step}");
    }
}
