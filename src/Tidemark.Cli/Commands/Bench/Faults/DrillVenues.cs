using Tidemark.Exchange.Accounts;
using Tidemark.Venues.Binance;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Coinbase;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Kraken;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>The connectors that go through the drill, each against the dialect of its venue.</summary>
internal static class DrillVenues
{
    public static DrillOptions Binance(Duration length, ulong seed, TimeProvider time) => Of("binance", "USDT", length, seed, time, (server, account) =>
    {
        var venue = new BinanceVenue(new BinanceOptions { Endpoints = BinanceProfile.At(server), Credential = KeyOf("binance", account), Time = time, Trades = BinanceTrades.Single });
        return (venue, venue.Clock);
    });

    public static DrillOptions Kraken(Duration length, ulong seed, TimeProvider time) => Of("kraken", "USD", length, seed, time, (server, account) =>
    {
        var venue = new KrakenVenue(new KrakenOptions { Endpoints = KrakenProfile.At(server), Credential = KeyOf("kraken", account), Time = time, Tier = KrakenTier.Pro });
        return (venue, venue.Clock);
    }) with
    { AreUpdatesNumbered = false, Pause = Duration.FromSeconds(2) };

    public static DrillOptions Coinbase(Duration length, ulong seed, TimeProvider time) => Of("coinbase", "USD", length, seed, time, (server, account) =>
    {
        var venue = new CoinbaseVenue(new CoinbaseOptions { Endpoints = CoinbaseProfile.At(server), Credential = KeyOf("coinbase", account), Time = time });
        return (venue, venue.Clock);
    }) with
    { AreUpdatesNumbered = false, Interval = Interval.Minutes(5) };

    private static DrillOptions Of(string name, string quote, Duration length, ulong seed, TimeProvider time, Func<Uri, AccountDefinition, (IVenue Venue, VenueClock Clock)> open) =>
        new(name, length, seed, open) { Instruments = [InstrumentId.Spot("BTC", quote, name), InstrumentId.Spot("ETH", quote, name)], Time = time };

    private static VenueCredential KeyOf(string venue, AccountDefinition account) =>
        new(new CredentialId(venue, VenueEnvironment.Live, account.Name), account.Key, account.Secret.Replace("\\n", "\n", StringComparison.Ordinal), null, "the drill");
}
