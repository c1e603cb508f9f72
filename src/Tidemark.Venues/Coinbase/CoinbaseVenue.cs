using Tidemark.Venues.Coinbase.Access;
using Tidemark.Venues.Coinbase.Account;
using Tidemark.Venues.Coinbase.Rest;
using Tidemark.Venues.Coinbase.Streams;
using Tidemark.Venues.Coinbase.Trading;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase;

/// <summary>Coinbase Advanced Trade, spot.</summary>
public sealed class CoinbaseVenue : IVenue
{
    private readonly VenueHttp http;
    private readonly CoinbaseInstruments instruments;
    private readonly ClockKeeper clockKeeper;
    private readonly TokenSigner? tokens;

    /// <exception cref="BadInputException">The credential is of another venue or environment, or its private key cannot be read.</exception>
    public CoinbaseVenue(CoinbaseOptions options)
    {
        Environment = options.Environment;
        Clock = new VenueClock(options.Time);
        options.Credential?.Ensure(CoinbaseProfile.Name, options.Environment);
        tokens = options.Credential is { } credential ? new TokenSigner(credential, Clock, options.TokenLife) : null;
        http = new VenueHttp(options.Endpoints.Rest, Clock, new CoinbaseBudget(options, Clock), new CoinbaseJudge(), tokens is null ? null : new CoinbaseSigner(tokens), options.Http);
        instruments = new CoinbaseInstruments(http, Clock);
        clockKeeper = new ClockKeeper(Clock, cancellation => CoinbaseHistory.ReadTripAsync(http, cancellation));
        var history = new CoinbaseHistory(http, instruments, Clock, clockKeeper);
        History = history;
        Streams = new CoinbaseStreams(options, history, tokens, Clock);
        clockKeeper.Start();
        if (tokens is null) return;
        var access = new CoinbasePrivate(http, clockKeeper, Clock);
        var orders = new OrderHistory(access, instruments, Clock);
        Account = new CoinbaseAccount(access, instruments);
        Trading = new CoinbaseTrading(access, instruments, orders, options, new UserStreamFactory(options, instruments, orders, tokens, clockKeeper, Clock), new KeyGate(Account, options.AllowsWithdrawalRight), Clock);
    }

    public VenueProfile Profile => CoinbaseProfile.Spot;

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
        tokens?.Dispose();
    }
}
