using System.Text.Json;
using Tidemark.Venues.Bybit.Wire;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Bybit.Answers;

/// <summary>Reads bars, trades, books and funding of requests. The venue lists the newest first; what is given here is the oldest first.</summary>
internal static class MarketReader
{
    /// <example><c>{"retCode":0,"result":{"timeSecond":"1688639403","timeNano":"1688639403423213947"},"time":1688639403423}</c></example>
    public static Instant Time(JsonElement root) => new(root.GetProperty("result").Whole("timeNano"));

    /// <example><c>{"result":{"list":[["1670608800000","17071","17073","17027","17055.5","268611","15.74462667"]]}}</c></example>
    public static IReadOnlyList<Bar> Bars(JsonElement root)
    {
        List<Bar> bars = [];
        foreach (var row in List(root)) bars.Add(Bar.Create(row[0].Time(), row[1].Real(), row[2].Real(), row[3].Real(), row[4].Real(), row[5].Real()));
        bars.Reverse();
        return bars;
    }

    /// <example><c>{"result":{"list":[{"execId":"2290000001022367683","symbol":"BTCUSDT","price":"69372.6","size":"0.000015","side":"Buy","time":"1770531559350"}]}}</c></example>
    public static IReadOnlyList<Trade> Trades(JsonElement root)
    {
        List<Trade> trades = [];
        foreach (var row in List(root))
            trades.Add(new Trade(row.Time("time"), row.GetProperty("price").Real(), row.GetProperty("size").Real(), SideOf(row.Text("side")), TradeNumber.Of(row.Text("execId"))));
        trades.Reverse();
        return trades;
    }

    /// <example><c>{"result":{"s":"BTCUSDT","b":[["65485.47","47.081829"]],"a":[["65557.7","16.606555"]],"ts":1716863719031,"u":230704,"seq":1432604333,"cts":1716863718905}}</c></example>
    public static BookSnapshot Book(JsonElement root, BookScale scale)
    {
        var result = root.GetProperty("result");
        var (bids, asks) = (result.GetProperty("b"), result.GetProperty("a"));
        var (ticks, lots) = (new List<long>(), new List<long>());
        foreach (var side in (ReadOnlySpan<JsonElement>)[bids, asks])
        {
            foreach (var level in side.EnumerateArray())
            {
                ticks.Add(ExactText.Steps(level[0].Exact(), scale.PriceTick));
                lots.Add(ExactText.Steps(level[1].Exact(), scale.QuantityStep));
            }
        }
        return new BookSnapshot(result.Whole("u"), result.TimeOrNull("cts") ?? result.Time("ts"), ticks.ToArray(), lots.ToArray(), bids.GetArrayLength());
    }

    /// <example><c>{"result":{"list":[{"symbol":"ETHPERP","fundingRate":"0.0001","fundingRateTimestamp":"1672041600000"}]}}</c></example>
    public static IReadOnlyList<FundingRate> Funding(JsonElement root)
    {
        List<FundingRate> rates = [];
        foreach (var row in List(root)) rates.Add(new FundingRate(row.Time("fundingRateTimestamp"), row.GetProperty("fundingRate").Real(), double.NaN));
        rates.Reverse();
        return rates;
    }

    private static JsonElement.ArrayEnumerator List(JsonElement root) => root.GetProperty("result").GetProperty("list").EnumerateArray();

    private static Side SideOf(string text) => text switch { "Buy" => Side.Buy, "Sell" => Side.Sell, _ => throw new FormatException($"'{text}' is no side") };
}
