using System.Text.Json;
using Tidemark.Venues.Json;

namespace Tidemark.Venues.Reference;

/// <summary>Reads CoinGecko's answers.</summary>
/// <remarks>Source: CoinGecko's documentation of <c>/simple/price</c>, <c>/coins/markets</c>, <c>/coins/{id}/ohlc</c> and <c>/coins/{id}/market_chart</c>.</remarks>
internal static class CoinGeckoReader
{
    /// <example><c>{"bitcoin":{"usd":67187.33,"usd_market_cap":1317802988326.25,"usd_24h_vol":31260929299.5,"usd_24h_change":3.63,"last_updated_at":1711356300}}</c></example>
    public static IReadOnlyList<ReferencePrice> Prices(JsonElement root, IReadOnlyList<string> coins, IReadOnlyList<string> currencies)
    {
        var prices = new List<ReferencePrice>();
        foreach (var coin in coins)
        {
            if (!root.TryGetProperty(coin, out var found)) continue;
            foreach (var currency in currencies)
            {
                if (Real(found, currency) is not { } price) continue;
                prices.Add(new ReferencePrice(coin, currency, price, Real(found, $"{currency}_market_cap"), Real(found, $"{currency}_24h_vol"), Real(found, $"{currency}_24h_change") / 100,
                    Real(found, "last_updated_at") is { } seconds ? Instant.FromUnixSeconds((long)seconds) : null));
            }
        }
        return prices;
    }

    /// <example><c>[{"id":"bitcoin","symbol":"btc","name":"Bitcoin","current_price":66526,"market_cap":1312806485784,"market_cap_rank":1,…}]</c></example>
    public static IReadOnlyList<ReferenceMarket> Markets(JsonElement root) => [.. root.EnumerateArray().Select(coin => new ReferenceMarket
    {
        Coin = coin.Text("id"),
        Symbol = coin.Text("symbol"),
        Name = coin.Text("name"),
        Price = Real(coin, "current_price"),
        MarketCap = Real(coin, "market_cap"),
        Rank = (int?)Real(coin, "market_cap_rank"),
        Volume24Hours = Real(coin, "total_volume"),
        High24Hours = Real(coin, "high_24h"),
        Low24Hours = Real(coin, "low_24h"),
        Change24Hours = Real(coin, "price_change_percentage_24h") / 100,
        CirculatingSupply = Real(coin, "circulating_supply"),
        TotalSupply = Real(coin, "total_supply"),
        MaximumSupply = Real(coin, "max_supply"),
        AllTimeHigh = Real(coin, "ath"),
        AllTimeHighAt = Time(coin, "ath_date"),
        UpdatedAt = Time(coin, "last_updated"),
    })];

    /// <example><c>[[1709395200000,61942,62211,61721,61845],…]</c>: the time is the end of the bar.</example>
    public static IReadOnlyList<ReferenceBar> Bars(JsonElement root) =>
        [.. root.EnumerateArray().Select(row => new ReferenceBar(Instant.FromUnixMilliseconds(row[0].GetInt64()), row[1].GetDouble(), row[2].GetDouble(), row[3].GetDouble(), row[4].GetDouble()))];

    /// <example><c>{"prices":[[1711843200000,69702.3]],"market_caps":[[1711843200000,1370247487960]],"total_volumes":[[1711843200000,16408802301]]}</c></example>
    public static IReadOnlyList<ReferencePoint> Chart(JsonElement root)
    {
        var (caps, volumes) = (ByTime(root, "market_caps"), ByTime(root, "total_volumes"));
        return [.. root.GetProperty("prices").EnumerateArray().Select(row => new ReferencePoint(Instant.FromUnixMilliseconds(row[0].GetInt64()), NumberOf(row[1]), caps.GetValueOrDefault(row[0].GetInt64(), double.NaN), volumes.GetValueOrDefault(row[0].GetInt64(), double.NaN)))];
    }

    private static Dictionary<long, double> ByTime(JsonElement root, string name)
    {
        var values = new Dictionary<long, double>();
        foreach (var row in root.GetProperty(name).EnumerateArray()) values[row[0].GetInt64()] = NumberOf(row[1]);
        return values;
    }

    private static double NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();

    private static double? Real(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static Instant? Time(JsonElement element, string name) => Instant.TryParse(element.TextOrEmpty(name), out var time) ? time : null;
}
