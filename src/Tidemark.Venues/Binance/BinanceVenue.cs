using Tidemark.Venues.Binance.Access;
using Tidemark.Venues.Binance.Account;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Credentials;
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

    /// <exception cref="BadInputException">The credential is of another venue or environment, or its private key cannot be read.</exception>
    public BinanceVenue(BinanceOptions options)
    {
        Environment = options.Environment;
        Clock = new VenueClock(options.Time);
        options.Credential?.Ensure(BinanceProfile.Name, options.Environment);
        var signer = options.Credential is { } credential ? new BinanceSigner(credential, new PayloadSigner(credential), Clock, options.ReceiveWindow) : null;
        http = new VenueHttp(options.Endpoints.Rest, Clock, new BinanceBudget(options, Clock), new BinanceJudge(), signer, options.Http);
        instruments = new BinanceInstruments(http, Clock, BinanceMarket.Spot);
        clockKeeper = new ClockKeeper(Clock, cancellation => BinanceHistory.ReadTripAsync(http, BinanceMarket.Spot, cancellation));
        var history = new BinanceHistory(http, instruments, Clock, clockKeeper, options.Trades, BinanceMarket.Spot);
        History = history;
        Streams = new BinanceStreams(options, history, Clock, BinanceMarket.Spot);
        clockKeeper.Start();
        if (signer is null) return;
        var access = new BinancePrivate(http, clockKeeper);
        Account = new BinanceAccount(access, instruments);
        Trading = new BinanceTrading(access, instruments, options, new UserStreamFactory(options, http, instruments, clockKeeper, Clock), new KeyGate(Account, options.AllowsWithdrawalRight));
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
