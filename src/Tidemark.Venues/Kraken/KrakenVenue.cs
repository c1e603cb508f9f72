using Tidemark.Venues.Http;
using Tidemark.Venues.Kraken.Rest;
using Tidemark.Venues.Kraken.Streams;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken;

/// <summary>Kraken's spot market.</summary>
public sealed class KrakenVenue : IVenue
{
    private readonly VenueHttp http;
    private readonly KrakenInstruments instruments;
    private readonly ClockKeeper clockKeeper;

    public KrakenVenue(KrakenOptions options)
    {
        Clock = new VenueClock(options.Time);
        http = new VenueHttp(options.Endpoints.Rest, Clock, new KrakenBudget(options, Clock), new KrakenJudge(), null, options.Http);
        instruments = new KrakenInstruments(http, Clock);
        var history = new KrakenHistory(http, instruments, Clock);
        History = history;
        Streams = new KrakenStreams(options, history, instruments, Clock);
        clockKeeper = new ClockKeeper(Clock, history.ReadTripAsync);
        clockKeeper.Start();
    }

    public VenueProfile Profile => KrakenProfile.Spot;

    public VenueEnvironment Environment => VenueEnvironment.Live;

    public IMarketHistory History { get; }

    public IMarketStreams Streams { get; }

    public ITradingVenue? Trading { get; }

    public IAccountVenue? Account { get; }

    /// <summary>The venue's time as estimated here; the venue tells whole seconds.</summary>
    public VenueClock Clock { get; }

    public async ValueTask DisposeAsync()
    {
        await clockKeeper.DisposeAsync().ConfigureAwait(false);
        http.Dispose();
        instruments.Dispose();
    }
}
