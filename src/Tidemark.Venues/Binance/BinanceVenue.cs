using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance;

/// <summary>Binance spot.</summary>
public sealed class BinanceVenue : IVenue
{
    private readonly VenueHttp http;
    private readonly BinanceInstruments instruments;
    private readonly ClockKeeper clockKeeper;

    public BinanceVenue(BinanceOptions options)
    {
        Environment = options.Environment;
        Clock = new VenueClock(options.Time);
        http = new VenueHttp(options.Endpoints.Rest, Clock, new BinanceBudget(options, Clock), new BinanceJudge(), null, options.Http);
        instruments = new BinanceInstruments(http, Clock);
        var history = new BinanceHistory(http, instruments, Clock, options.Trades);
        History = history;
        Streams = new BinanceStreams(options, history, Clock);
        clockKeeper = new ClockKeeper(Clock, history.ReadTripAsync);
        clockKeeper.Start();
    }

    public VenueProfile Profile => BinanceProfile.Spot;

    public VenueEnvironment Environment { get; }

    public IMarketHistory History { get; }

    public IMarketStreams Streams { get; }

    public ITradingVenue? Trading { get; }

    public IAccountVenue? Account { get; }

    /// <summary>The venue's time as estimated here.</summary>
    public VenueClock Clock { get; }

    public async ValueTask DisposeAsync()
    {
        await clockKeeper.DisposeAsync().ConfigureAwait(false);
        http.Dispose();
        instruments.Dispose();
    }
}
