using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Kraken.Access;
using Tidemark.Venues.Kraken.Account;
using Tidemark.Venues.Kraken.Rest;
using Tidemark.Venues.Kraken.Streams;
using Tidemark.Venues.Kraken.Trading;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken;

/// <summary>Kraken's spot market.</summary>
public sealed class KrakenVenue : IVenue
{
    private readonly VenueHttp http;
    private readonly KrakenInstruments instruments;
    private readonly ClockKeeper clockKeeper;

    /// <exception cref="BadInputException">The credential is of another venue or environment, or its secret is no base64.</exception>
    public KrakenVenue(KrakenOptions options)
    {
        Clock = new VenueClock(options.Time);
        options.Credential?.Ensure(KrakenProfile.Name, VenueEnvironment.Live);
        var signer = options.Credential is { } credential ? new KrakenSigner(credential, new NonceFile(options.RunFolder, KrakenProfile.Name, credential.Key, options.Time)) : null;
        http = new VenueHttp(options.Endpoints.Rest, Clock, new KrakenBudget(options, Clock), new KrakenJudge(), signer, options.Http);
        instruments = new KrakenInstruments(http, Clock);
        clockKeeper = new ClockKeeper(Clock, cancellation => KrakenHistory.ReadTripAsync(http, cancellation));
        var history = new KrakenHistory(http, instruments, Clock, clockKeeper);
        History = history;
        Streams = new KrakenStreams(options, history, instruments, Clock);
        clockKeeper.Start();
        if (signer is null) return;
        var latest = new LatestTime();
        var access = new KrakenPrivate(http, clockKeeper, Clock, latest);
        Account = new KrakenAccount(access, instruments);
        Trading = new KrakenTrading(access, instruments, options, new OrderStreamFactory(options, access, instruments, latest, Clock), new KeyGate(Account, options.AllowsWithdrawalRight), Clock);
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
