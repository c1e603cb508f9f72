using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Fees;

/// <summary>
/// The base tiers (lowest volume, no discounts) of venues as they publish them; check the venue's page before trusting a result to the
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
    ];

    /// <summary>The names of the presets.</summary>
    public static IEnumerable<string> Names => All.Select(preset => preset.Name);

    /// <exception cref="BadInputException">There is no preset of that name.</exception>
    public static FeeSchedule Find(string name) => All.FirstOrDefault(preset => preset.Name == name)
        ?? throw new BadInputException($"--costs: there is no preset '{name}'{NearestNames.Hint(name, Names)}");

    /// <summary>The base tier of an instrument's venue, or 10 basis points where it is not known; <paramref name="isKnown"/> tells which.</summary>
    public static FeeSchedule ForVenue(InstrumentId instrument, out bool isKnown)
    {
        var name = instrument.Venue == "binance" && instrument.Kind != InstrumentKind.Spot ? "binance-usdm" : instrument.Venue;
        var preset = All.FirstOrDefault(candidate => candidate.Name == name);
        isKnown = preset is not null;
        return preset ?? Flat(10m);
    }

    /// <summary>The same rate for maker and taker, in basis points, taken in quote currency.</summary>
    public static FeeSchedule Flat(decimal basisPoints) => new("flat", new FeeRates(basisPoints / 10_000m, basisPoints / 10_000m));

    private static FeeSchedule Of(string name, decimal maker, decimal taker, string source) =>
        new(name, new FeeRates(maker / 10_000m, taker / 10_000m), Source: source);
}
