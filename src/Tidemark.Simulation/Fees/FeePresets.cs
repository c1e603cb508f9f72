using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Fees;

/// <summary>
/// The base tiers (lowest volume, no discounts) of venues as they publish them, and beside them, under names of their own, their tables
/// by volume and their rates in BNB; check the venue's page before trusting a result to the
/// last basis point, fees change. A venue that is not listed takes 10 basis points.
/// </summary>
public static class FeePresets
{
    private static readonly FeeSchedule[] All =
    [
        Of("binance", 10m, 10m, "binance.com/en/fee/schedule, regular user, spot"),
        Of("binance-usdm", 2m, 5m, "binance.com/en/fee/futureFee, regular user, USD-M"),
        Of("coinbase", 60m, 120m, "coinbase.com/advanced-fees, lowest tier"),
        Of("kraken", 25m, 40m, "kraken.com/features/fee-schedule, spot crypto, lowest tier"),
        Of("bitfinex", 10m, 20m, "bitfinex.com/fees, lowest tier"),
        Of("bitstamp", 30m, 40m, "bitstamp.net/fee-schedule, below 10,000 USD"),
        Of("bybit", 10m, 10m, "bybit.com, VIP 0, spot"),
        Of("okx", 8m, 10m, "okx.com/fees, regular user, spot"),
        Of("synthetic", 10m, 10m, "the generated market takes what Binance does"),
        Of("kraken-futures", 2m, 5m, "futures.kraken.com/derivatives/api/v3/feeschedules as held by ccxt's krakenfutures, lowest tier, read 2026-11-21"),
        InBnb("binance-bnb", 10m, 10m, 0.25m, "binance.com announcement of 2022-05-31: 25 % off spot fees paid in BNB, regular user"),
        InBnb("binance-usdm-bnb", 2m, 5m, 0.10m, "binance.com/en/fee/futureFee: 10 % off USD-M fees paid in BNB, regular user, read 2026-11-21"),
        Tiered("binance-tiers", FeeTierTables.BinanceSpot, "binance.com announcement 40669f3da342426c87b083b659673316 of 2022-05-31 (VIP 4 and above pay alike), read 2026-11-21"),
        Tiered("binance-usdm-tiers", FeeTierTables.BinanceUsdFutures, "binance.com/en/fee/futureFee through i-binance.com/en/w/binance-vip-level, volumes from 100 million on of the announcement of 2021-12-21, read 2026-11-21"),
        Tiered("coinbase-tiers", FeeTierTables.CoinbaseSpot, "coinbase.com/advanced-fees as held by ccxt's coinbase, set hourly (help.coinbase.com, Coinbase Advanced fees), read 2026-11-21"),
        Tiered("kraken-tiers", FeeTierTables.KrakenSpot, "api.kraken.com/0/public/AssetPairs, fees and fees_maker, read 2026-11-21"),
        Tiered("kraken-futures-tiers", FeeTierTables.KrakenFutures, "futures.kraken.com/derivatives/api/v3/feeschedules as held by ccxt's krakenfutures, read 2026-11-21"),
    ];

    /// <summary>The names of the presets.</summary>
    public static IEnumerable<string> Names => All.Select(preset => preset.Name);

    /// <exception cref="BadInputException">There is no preset of that name.</exception>
    public static FeeSchedule Find(string name) => All.FirstOrDefault(preset => preset.Name == name)
        ?? throw new BadInputException($"--costs: there is no preset '{name}'{NearestNames.Hint(name, Names)}");

    /// <summary>The base tier of an instrument's venue, or 10 basis points where it is not known; <paramref name="isKnown"/> tells which.</summary>
    public static FeeSchedule ForVenue(InstrumentId instrument, out bool isKnown)
    {
        var name = (instrument.Venue, instrument.Kind) switch
        {
            ("binance", not InstrumentKind.Spot) => "binance-usdm",
            ("kraken", not InstrumentKind.Spot) => "kraken-futures",
            _ => instrument.Venue,
        };
        var preset = All.FirstOrDefault(candidate => candidate.Name == name);
        isKnown = preset is not null;
        return preset ?? Flat(10m);
    }

    /// <summary>The same rate for maker and taker, in basis points, taken in quote currency.</summary>
    public static FeeSchedule Flat(decimal basisPoints) => new("flat", new FeeRates(basisPoints / 10_000m, basisPoints / 10_000m));

    private static FeeSchedule InBnb(string name, decimal maker, decimal taker, decimal discount, string source) =>
        Of(name, maker, taker, source) with { AssetRule = FeeAssetRule.Asset, Asset = "BNB", Discount = discount };

    private static FeeSchedule Tiered(string name, FeeTiers tiers, string source) =>
        new(name, tiers.Levels[0].Rates, Source: source) { Tiers = tiers };

    private static FeeSchedule Of(string name, decimal maker, decimal taker, string source) =>
        new(name, new FeeRates(maker / 10_000m, taker / 10_000m), Source: source);
}
