using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Answers;

/// <summary>Reads bars, trades and books of requests.</summary>
internal static class MarketReader
{
    /// <example><c>[[1499040000000,"0.0163","0.8000","0.0157","0.0157","148976.11",1499644799999,"2434.19",308,"1756.87","28.46","0"]]</c></example>
    public static IReadOnlyList<Bar> Bars(JsonElement root)
    {
        var bars = new List<Bar>(root.GetArrayLength());
        foreach (var row in root.EnumerateArray())
            bars.Add(Bar.Create(row[0].Time(), row[1].Real(), row[2].Real(), row[3].Real(), row[4].Real(), row[5].Real()));
        return bars;
    }

    /// <example><c>[{"a":26129,"p":"0.01633102","q":"4.70443515","f":27781,"l":27781,"T":1498793709153,"m":true,"M":true}]</c></example>
    public static IReadOnlyList<Trade> AggregatedTrades(JsonElement root) => Trades(root, "T", "p", "q", "m", "a");

    /// <example><c>[{"id":28457,"price":"4.00000100","qty":"12.0","quoteQty":"48.0","time":1499865549590,"isBuyerMaker":true,"isBestMatch":true}]</c></example>
    public static IReadOnlyList<Trade> SingleTrades(JsonElement root) => Trades(root, "time", "price", "qty", "isBuyerMaker", "id");

    /// <example><c>{"lastUpdateId":1027024,"bids":[["4.00000000","431.00000000"]],"asks":[["4.00000200","12.00000000"]]}</c></example>
    public static BookSnapshot Book(JsonElement root, BookScale scale, Instant receivedAt)
    {
        var (bids, asks) = (root.GetProperty("bids"), root.GetProperty("asks"));
        var (ticks, lots) = (new List<long>(), new List<long>());
        foreach (var side in (ReadOnlySpan<JsonElement>)[bids, asks])
        {
            foreach (var level in side.EnumerateArray())
            {
                ticks.Add(Steps(level[0].Exact(), scale.PriceTick, "price"));
                lots.Add(Steps(level[1].Exact(), scale.QuantityStep, "quantity"));
            }
        }
        return new BookSnapshot(root.Whole("lastUpdateId"), root.TimeOrNull("T") ?? receivedAt, ticks.ToArray(), lots.ToArray(), bids.GetArrayLength());
    }

    /// <example><c>[{"symbol":"BTCUSDT","fundingTime":1698768000000,"fundingRate":"0.00010000","markPrice":"34287.54619963"}]</c></example>
    public static IReadOnlyList<FundingRate> Funding(JsonElement root) =>
        [.. root.EnumerateArray().Select(row => new FundingRate(row.Time("fundingTime"), row.GetProperty("fundingRate").Real(), (double?)row.ExactOrNull("markPrice") ?? double.NaN))];

    /// <example><c>{"symbol":"BTCUSDT","markPrice":"11793.63104562","indexPrice":"11781.80495970","lastFundingRate":"0.00038246","nextFundingTime":1597392000000,"time":1597370495002}</c></example>
    public static FundingRate MarkPrice(JsonElement root) => new(root.Time("nextFundingTime"), root.GetProperty("lastFundingRate").Real(), root.GetProperty("markPrice").Real());

    private static List<Trade> Trades(JsonElement root, string time, string price, string quantity, string isBuyerMaker, string id)
    {
        var trades = new List<Trade>(root.GetArrayLength());
        foreach (var row in root.EnumerateArray())
        {
            var aggressor = row.Flag(isBuyerMaker) ? Side.Sell : Side.Buy;
            trades.Add(new Trade(row.Time(time), row.GetProperty(price).Real(), row.GetProperty(quantity).Real(), aggressor, row.Whole(id)));
        }
        return trades;
    }

    private static long Steps(decimal value, decimal step, string what)
    {
        var count = value / step;
        return count == decimal.Truncate(count) ? (long)count : throw new FormatException($"the {what} {value} is no multiple of {step}");
    }
}
