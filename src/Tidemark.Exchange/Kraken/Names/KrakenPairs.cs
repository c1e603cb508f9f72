using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Kraken.Names;

/// <summary>All markets of the exchange by every name that they have.</summary>
internal sealed class KrakenPairs
{
    /// <summary>The markets that the dialect has when nothing else is asked for, with the venue's steps and minimums.</summary>
    public static readonly MarketRules[] Default =
    [
        Rules("BTC", "USD", 0.1m, 65_000m, 0.00005m),
        Rules("BTC", "EUR", 0.1m, 60_000m, 0.00005m),
        Rules("BTC", "USDT", 0.1m, 65_000m, 0.00005m),
        Rules("ETH", "USD", 0.01m, 3_200m, 0.001m),
        Rules("ETH", "USDT", 0.01m, 3_200m, 0.001m),
        Rules("ETH", "BTC", 0.00001m, 0.0492m, 0.001m) with { MinimumNotional = 0.00002m },
        Rules("LTC", "USD", 0.01m, 62m, 0.05m),
        Rules("LTC", "USDT", 0.01m, 62m, 0.05m),
        Rules("SOL", "USD", 0.01m, 180m, 0.02m),
        Rules("XRP", "USD", 0.00001m, 0.58m, 2m),
    ];

    private readonly Dictionary<string, KrakenPair> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Market, KrakenPair> byMarket = [];

    public KrakenPairs(ExchangeCore core)
    {
        All = [.. core.Markets.Select(market => new KrakenPair(market))];
        foreach (var pair in All)
        {
            byMarket.Add(pair.Market, pair);
            foreach (var name in (string[])[pair.Id, pair.AltName, pair.WsName, pair.Symbol]) byName[name] = pair;
        }
    }

    public IReadOnlyList<KrakenPair> All { get; }

    public KrakenPair Of(Market market) => byMarket[market];

    /// <summary>By any of its names, in letters of any case.</summary>
    public KrakenPair? Find(string name) => byName.GetValueOrDefault(name);

    private static MarketRules Rules(string baseAsset, string quoteAsset, decimal tick, decimal price, decimal minimum) =>
        new($"{baseAsset}/{quoteAsset}", baseAsset, quoteAsset, tick, 0.00000001m, price)
        {
            MinimumQuantity = minimum,
            MinimumNotional = 0.5m,
            MaximumQuantity = 90_000m,
            MaximumMarketQuantity = 90_000m,
            MaximumNotional = decimal.MaxValue,
            MultiplierUp = 1_000m,
            MultiplierDown = 0m,
            MaximumOrders = 225,
            MaximumStopOrders = 225,
            MaximumIcebergParts = 15,
            RefusesReachedTriggers = false,
        };
}
