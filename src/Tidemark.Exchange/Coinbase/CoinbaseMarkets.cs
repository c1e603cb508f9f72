using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Coinbase;

/// <summary>The products that there are when nothing else is asked for.</summary>
internal static class CoinbaseMarkets
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["ADA"] = "Cardano",
        ["BTC"] = "Bitcoin",
        ["DOGE"] = "Dogecoin",
        ["ETH"] = "Ethereum",
        ["EUR"] = "Euro",
        ["GBP"] = "British Pound",
        ["LTC"] = "Litecoin",
        ["SOL"] = "Solana",
        ["USD"] = "US Dollar",
        ["USDT"] = "Tether",
    };

    public static readonly MarketRules[] Default =
    [
        Of("BTC", "USD", 0.01m, 0.00000001m, 65_000m, 1_000m),
        Of("ETH", "USD", 0.01m, 0.00000001m, 3_200m, 20_000m),
        Of("LTC", "USD", 0.01m, 0.00000001m, 62m, 50_000m),
        Of("SOL", "USD", 0.01m, 0.00000001m, 180m, 50_000m),
        Of("ADA", "USD", 0.0001m, 0.01m, 0.45m, 5_000_000m),
        Of("BTC", "USDC", 0.01m, 0.00000001m, 65_000m, 1_000m),
        Of("BTC", "USDT", 0.01m, 0.00000001m, 65_000m, 1_000m),
        Of("ETH", "BTC", 0.00001m, 0.00000001m, 0.0492m, 20_000m) with { MinimumNotional = 0.00001m },
        Of("ADA", "USDT", 0.0001m, 0.01m, 0.45m, 5_000_000m) with { MinimumNotional = 0.1m },
        Of("DOGE", "USDT", 0.00001m, 0.1m, 0.15m, 10_000_000m) with { MinimumNotional = 0.1m },
    ];

    public static string NameOf(string asset) => Names.GetValueOrDefault(asset, asset);

    public static bool IsFiat(string asset) => asset is "USD" or "EUR" or "GBP";

    /// <summary>A limit may lie far away; the venue has no band around the price.</summary>
    private static MarketRules Of(string baseAsset, string quoteAsset, decimal tick, decimal step, decimal price, decimal largest) =>
        new($"{baseAsset}-{quoteAsset}", baseAsset, quoteAsset, tick, step, price)
        {
            MinimumNotional = 1m,
            MaximumNotional = 150_000_000m,
            MaximumPrice = price * 10,
            MaximumQuantity = largest,
            MaximumMarketQuantity = largest,
            MultiplierUp = 10m,
            MultiplierDown = 0m,
            MaximumOrders = 500,
            MaximumStopOrders = 500,
        };
}
