using Tidemark.Venues.Binance;
using Tidemark.Venues.Bybit;
using Tidemark.Venues.Coinbase;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Kraken;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Composition;

/// <summary>A connector that commands can name. A new one is one line here.</summary>
/// <param name="Profile">What it is called, and what it offers.</param>
/// <param name="Open">Makes it: with a credential or without, at a server or at the venue's own addresses, with the run folder that processes share.</param>
internal sealed record VenueConnector(VenueProfile Profile, Func<VenueCredential?, Uri?, string, IVenue> Open)
{
    /// <summary>Which instruments of the venue it handles: a venue may have a connector for each of its markets.</summary>
    public Func<InstrumentId, bool> Handles { get; init; } = _ => true;

    /// <summary>Length of the bars that are recorded where none is named.</summary>
    public Interval RecordedBars { get; init; } = Interval.Minutes(1);

    public static readonly VenueConnector[] All =
    [
        new(BinanceProfile.Spot, (credential, server, folder) =>
        {
            var options = new BinanceOptions { Environment = credential?.Id.Environment ?? VenueEnvironment.Live, Credential = credential, RunFolder = folder };
            return new BinanceVenue(server is null ? options : options with { Endpoints = BinanceProfile.At(server) });
        })
        {
            Handles = instrument => !instrument.IsContract,
        },
        new(BinanceProfile.UsdM, (credential, server, folder) =>
        {
            var options = BinanceOptions.UsdM with { Environment = credential?.Id.Environment ?? VenueEnvironment.Live, Credential = credential, RunFolder = folder };
            return new BinanceUsdMVenue(server is null ? options : options with { Endpoints = BinanceProfile.UsdMAt(server) });
        })
        {
            Handles = instrument => instrument.IsContract,
        },
        new(KrakenProfile.Spot, (credential, server, folder) =>
        {
            var options = new KrakenOptions { Credential = credential, RunFolder = folder };
            return new KrakenVenue(server is null ? options : options with { Endpoints = KrakenProfile.At(server) });
        }),
        new(CoinbaseProfile.Spot, (credential, server, folder) =>
        {
            var options = new CoinbaseOptions { Environment = credential?.Id.Environment ?? VenueEnvironment.Live, Credential = credential, RunFolder = folder };
            return new CoinbaseVenue(server is null ? options : options with { Endpoints = CoinbaseProfile.At(server) });
        })
        {
            RecordedBars = Interval.Minutes(5),
        },
        new(BybitProfile.Public, (_, server, folder) =>
        {
            var options = new BybitOptions { RunFolder = folder };
            return new BybitVenue(server is null ? options : options with { Endpoints = BybitProfile.At(server) });
        }),
    ];

    public static readonly string[] Names = [.. All.Select(connector => connector.Profile.Name).Distinct()];

    /// <summary>The one that handles an instrument of a venue; null where there is none for the venue.</summary>
    /// <param name="venue">Its name.</param>
    /// <param name="instrument">Null for the first one of the venue.</param>
    public static VenueConnector? Find(string venue, InstrumentId? instrument = null) =>
        Array.Find(All, one => one.Profile.Name == venue && (instrument is null || one.Handles(instrument))) ?? Array.Find(All, one => one.Profile.Name == venue);
}
