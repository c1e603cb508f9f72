using System.Globalization;
using Tidemark.Venues.Binance;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>Ten minutes against the simulated exchange with every fault, at the speed of life. A figure other than 0 violations is a bug.</summary>
internal sealed class FaultsBenchmark : IBenchmark
{
    private static readonly Duration Length = Duration.FromMinutes(10);
    private ulong seed;

    /// <summary>Binance spot against the simulated exchange.</summary>
    public static DrillOptions OptionsOf(Duration length, ulong seed, TimeProvider time) => new("binance", length, seed, (server, account) =>
    {
        var venue = new BinanceVenue(new BinanceOptions
        {
            Endpoints = BinanceProfile.At(server),
            Credential = new VenueCredential(new CredentialId("binance", VenueEnvironment.Live, account.Name), account.Key, account.Secret, null, "the drill"),
            Time = time,
            Trades = BinanceTrades.Single,
        });
        return (venue, venue.Clock);
    })
    {
        Instruments = [InstrumentId.Spot("BTC", "USDT", "binance"), InstrumentId.Spot("ETH", "USDT", "binance")],
        Time = time,
    };

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        seed++;
        var report = FaultDrill.RunAsync(OptionsOf(Length, seed, TimeProvider.System), context.Cancellation).GetAwaiter().GetResult();
        context.Notes.WriteLine($"seed {seed}: {string.Join(", ", report.FaultsDone.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")))}");
        context.Notes.WriteLine($"requests that failed: {string.Join(", ", report.Trader.Errors.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")))}");
        foreach (var violation in report.Violations) context.Notes.WriteLine($"WRONG {violation}");
        return report.Metrics;
    }
}
