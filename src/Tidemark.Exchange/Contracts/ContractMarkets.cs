using Tidemark.Exchange.Markets;
using Tidemark.Simulation.Contracts;

namespace Tidemark.Exchange.Contracts;

/// <summary>The perpetuals that an exchange has, with margin tables about like those of large venues in 2026.</summary>
internal static class ContractMarkets
{
    /// <summary>What the exchange takes of a position that it closes, as a fraction of its value.</summary>
    public const decimal LiquidationFeeRate = 0.0125m;

    /// <summary>The largest value that the last step of a margin table holds for.</summary>
    public const decimal LargestNotional = 1_800_000_000m;

    public static readonly MarketRules[] All =
    [
        Perpetual("BTCUSDT", "BTC", 0.1m, 0.001m, 65_000m) with { MaximumQuantity = 1_000m, MaximumMarketQuantity = 120m, MinimumNotional = 50m },
        Perpetual("ETHUSDT", "ETH", 0.01m, 0.001m, 3_200m) with { MaximumQuantity = 10_000m, MaximumMarketQuantity = 2_000m, MinimumNotional = 20m },
        Perpetual("LTCUSDT", "LTC", 0.01m, 0.001m, 62m) with { MaximumQuantity = 10_000m, MaximumMarketQuantity = 5_000m },
        Perpetual("SOLUSDT", "SOL", 0.01m, 0.01m, 180m) with { MaximumQuantity = 80_000m, MaximumMarketQuantity = 20_000m },
    ];

    private static readonly MaintenanceTable Large = new(
    [
        new(0m, 0.004m, 125m), new(300_000m, 0.005m, 100m), new(800_000m, 0.0065m, 75m), new(3_000_000m, 0.01m, 50m), new(12_000_000m, 0.02m, 25m),
        new(70_000_000m, 0.025m, 20m), new(100_000_000m, 0.05m, 10m), new(230_000_000m, 0.1m, 5m), new(480_000_000m, 0.125m, 4m), new(600_000_000m, 0.15m, 3m),
        new(800_000_000m, 0.25m, 2m), new(1_200_000_000m, 0.5m, 1m),
    ]);

    private static readonly MaintenanceTable Small = new(
    [
        new(0m, 0.0065m, 75m), new(50_000m, 0.01m, 50m), new(500_000m, 0.02m, 25m), new(1_500_000m, 0.05m, 10m), new(4_000_000m, 0.1m, 5m),
        new(10_000_000m, 0.125m, 4m), new(20_000_000m, 0.25m, 2m), new(40_000_000m, 0.5m, 1m),
    ]);

    public static MaintenanceTable TableOf(Market market) => market.Rules.BaseAsset is "BTC" or "ETH" ? Large : Small;

    /// <summary>The largest value of a position at a leverage.</summary>
    public static decimal LargestAt(Market market, int leverage)
    {
        var tiers = TableOf(market).Tiers;
        for (var i = tiers.Length - 1; i >= 0; i--)
            if (tiers[i].MaximumLeverage >= leverage) return i + 1 < tiers.Length ? tiers[i + 1].NotionalFrom : LargestNotional;
        return 0;
    }

    private static MarketRules Perpetual(string symbol, string asset, decimal tick, decimal step, decimal opening) => new(symbol, asset, "USDT", tick, step, opening)
    {
        // Its own bands go by the mark price.
        MultiplierUp = 1_000m,
        MultiplierDown = 0.000001m,
        MaximumNotional = LargestNotional,
        MaximumStopOrders = 100,
    };
}
