using Tidemark.Venues.Bybit.Rest;
using Tidemark.Venues.Bybit.Streams;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Bybit;

/// <summary>Public data of Bybit.</summary>
public sealed class BybitVenue : IVenue
{
    private readonly VenueHttp http;
    private readonly BybitInstruments instruments;
    private readonly ClockKeeper clockKeeper;

    public BybitVenue(BybitOptions options)
    {
        Environment = options.Environment;
        Clock = new VenueClock(options.Time);
        http = new VenueHttp(options.Endpoints.Rest, Clock, new BybitBudget(options, Clock), new BybitJudge(), null, options.Http);
        instruments = new BybitInstruments(http, Clock);
        clockKeeper = new ClockKeeper(Clock, token => BybitHistory.ReadTripAsync(http, token));
        var history = new BybitHistory(http, instruments, Clock, clockKeeper);
        History = history;
        Streams = new BybitStreams(options, history, Clock);
        clockKeeper.Start();
    }

    public VenueProfile Profile => BybitProfile.Public;

    public VenueEnvironment Environment { get; }

    public IMarketHistory History { get; }

    public IMarketStreams Streams { get; }

    public ITradingVenue? Trading => null;

    public IAccountVenue? Account => null;

    /// <summary>The venue's time as estimated here.</summary>
    public VenueClock Clock { get; }

    public async ValueTask DisposeAsync()
    {
        await clockKeeper.DisposeAsync().ConfigureAwait(false);
        http.Dispose();
        instruments.Dispose();
    }
}
