using System.Collections.Immutable;
using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Fees;

/// <summary>Fee tables by 30-day volume as venues publish them, in basis points. Where each comes from, and when it was read, stands in <see cref="FeePresets"/>.</summary>
internal static class FeeTierTables
{
    private static readonly Interval Daily = Interval.Days(1);
    private static readonly Interval Hourly = Interval.Hours(1);

    /// <summary>Spot. Each tier also asks for a holding of BNB.</summary>
    public static readonly FeeTiers BinanceSpot = Of(Daily,
        Level(0, 10m, 10m), Level(1_000_000, 9m, 10m, 25), Level(5_000_000, 8m, 10m, 100), Level(20_000_000, 7m, 10m, 250),
        Level(120_000_000, 2m, 4m, 500));

    /// <summary>USD-M futures, by futures volume.</summary>
    public static readonly FeeTiers BinanceUsdFutures = Of(Daily,
        Level(0, 2m, 5m), Level(15_000_000, 1.6m, 4m, 25), Level(50_000_000, 1.4m, 3.5m, 100), Level(100_000_000, 1.2m, 3.2m, 250),
        Level(600_000_000, 1m, 3m, 500), Level(1_000_000_000, 0.8m, 2.7m, 1_000));

    public static readonly FeeTiers CoinbaseSpot = Of(Hourly,
        Level(0, 60m, 120m), Level(1_000, 40m, 60m), Level(10_000, 25m, 40m), Level(50_000, 15m, 25m), Level(100_000, 10m, 20m),
        Level(1_000_000, 8m, 18m), Level(15_000_000, 6m, 16m), Level(75_000_000, 3m, 12m), Level(250_000_000, 0m, 8m), Level(400_000_000, 0m, 5m));

    public static readonly FeeTiers KrakenSpot = Of(Daily,
        Level(0, 25m, 40m), Level(10_000, 20m, 35m), Level(50_000, 14m, 24m), Level(100_000, 12m, 22m), Level(250_000, 10m, 20m),
        Level(500_000, 8m, 18m), Level(1_000_000, 6m, 16m), Level(2_500_000, 4m, 14m), Level(5_000_000, 2m, 12m), Level(10_000_000, 0m, 10m));

    public static readonly FeeTiers KrakenFutures = Of(Daily,
        Level(0, 2m, 5m), Level(100_000, 1.5m, 4m), Level(1_000_000, 1.25m, 3m), Level(5_000_000, 1m, 2.5m), Level(10_000_000, 0.75m, 2m),
        Level(20_000_000, 0.5m, 1.5m), Level(50_000_000, 0.25m, 1.25m), Level(100_000_000, 0m, 1m));

    private static FeeTiers Of(Interval updatedEvery, params ImmutableArray<FeeTier> levels) => new("USD", updatedEvery, levels);

    private static FeeTier Level(decimal volumeFrom, decimal maker, decimal taker, decimal bnb = 0m) =>
        new(volumeFrom, new FeeRates(maker / 10_000m, taker / 10_000m), bnb == 0m ? null : new Money(bnb, "BNB"));
}
