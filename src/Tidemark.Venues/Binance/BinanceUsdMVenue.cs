using Tidemark.Venues.Binance.Access;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Binance.UsdM;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance;

/// <summary>The USD-M perpetuals of Binance.</summary>
public sealed class BinanceUsdMVenue : IVenue
{
    private readonly VenueHttp http;
    private readonly VenueHttp? wallet;
    private readonly BinanceInstruments instruments;
    private readonly BinanceHistory history;
    private readonly ClockKeeper clockKeeper;

    /// <param name="options">Made from <see cref="BinanceOptions.UsdM"/>.</param>
    /// <exception cref="BadInputException">The credential is of another venue or environment, or its private key cannot be read.</exception>
    public BinanceUsdMVenue(BinanceOptions options)
    {
        if (options.Profile != BinanceProfile.UsdM) throw new ArgumentException("the options are those of another market", nameof(options));
        Environment = options.Environment;
        Clock = new VenueClock(options.Time);
        options.Credential?.Ensure(BinanceProfile.Name, options.Environment);
        var signer = options.Credential is { } credential ? new BinanceSigner(credential, new PayloadSigner(credential), Clock, options.ReceiveWindow) : null;
        http = new VenueHttp(options.Endpoints.Rest, Clock, new BinanceBudget(options, Clock), new BinanceJudge(isOfContracts: true), signer, options.Http);
        instruments = new BinanceInstruments(http, Clock, BinanceMarket.UsdM);
        clockKeeper = new ClockKeeper(Clock, cancellation => BinanceHistory.ReadTripAsync(http, BinanceMarket.UsdM, cancellation));
        // Single trades have no stream here.
        history = new BinanceHistory(http, instruments, Clock, clockKeeper, BinanceTrades.Aggregated, BinanceMarket.UsdM);
        Streams = new BinanceStreams(options with { Trades = BinanceTrades.Aggregated }, history, Clock, BinanceMarket.UsdM);
        clockKeeper.Start();
        if (signer is null) return;
        var atWallet = BinanceOptions.WalletOf(options);
        wallet = new VenueHttp(atWallet.Endpoints.Rest, Clock, new BinanceBudget(atWallet, Clock), new BinanceJudge(), signer, options.Http);
        var access = new BinancePrivate(http, clockKeeper);
        Account = new ContractAccount(access, new BinancePrivate(wallet, clockKeeper), instruments);
        Trading = new ContractTrading(access, instruments, options, new ContractStreamFactory(options, http, instruments, Clock), new KeyGate(Account, options.AllowsWithdrawalRight));
    }

    public VenueProfile Profile => BinanceProfile.UsdM;

    public VenueEnvironment Environment { get; }

    public IMarketHistory History => history;

    public IMarketStreams Streams { get; }

    public ITradingVenue? Trading { get; }

    public IAccountVenue? Account { get; }

    /// <summary>The venue's time as estimated here.</summary>
    public VenueClock Clock { get; }

    /// <summary>The mark price of now and the funding that is expected at the next payment.</summary>
    public Task<VenueResult<FundingRate>> ReadMarkPriceAsync(InstrumentId instrument, CancellationToken cancellation = default) => history.ReadMarkPriceAsync(instrument, cancellation);

    public async ValueTask DisposeAsync()
    {
        await clockKeeper.DisposeAsync().ConfigureAwait(false);
        http.Dispose();
        wallet?.Dispose();
        instruments.Dispose();
    }
}
