using Tidemark.Integration.Tests.Venues.Bybit;
using Tidemark.Venues.Bybit;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Public data of Bybit. Its shortest bars have a minute, so time runs fast.</summary>
public sealed class BybitFixture : VenueFixture
{
    private BybitServer? server;

    public override double Speed => 60;

    public override VenueProfile Profile => BybitProfile.Public;

    public override Uri Server => server!.Address;

    public override InstrumentId Instrument { get; } = InstrumentId.Spot("BTC", "USDT", BybitProfile.Name);

    public override InstrumentId OtherInstrument { get; } = InstrumentId.Spot("ETH", "USDT", BybitProfile.Name);

    public override InstrumentId UnknownInstrument { get; } = InstrumentId.Spot("BTX", "USDT", BybitProfile.Name);

    public override InstrumentId? Contract { get; } = InstrumentId.Parse($"BTC/USDT:USDT@{BybitProfile.Name}");

    public override Interval Interval { get; } = Interval.Minutes(1);

    public override Duration Past { get; } = Duration.FromMinutes(1_500);

    public override int StreamedLevels => 200;

    public override VenueEndpoints EndpointsAt(Uri server) => BybitProfile.At(server);

    public override IVenue Open(VenueOpening opening) => new BybitVenue(new BybitOptions
    {
        Endpoints = opening.Endpoints,
        Http = opening.Http,
        Sockets = opening.Sockets,
        Time = Time,
        SnapshotPatience = Patience,
        LongestBookSilence = 10 * Patience,
        LongestTradeSilence = 10 * Patience,
        HeartbeatInterval = Patience / 10,
    });

    public override bool IsBookUpdate(string message) => message.Contains("\"orderbook.200.BTCUSDT\",\"type\":\"delta\"", StringComparison.Ordinal);

    public override async ValueTask InitializeAsync() => server = await BybitServer.StartAsync(Time, (int)(Past.Nanoseconds / Duration.NanosecondsPerMinute) + 10);

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return server?.DisposeAsync() ?? default;
    }

    public override Task<Instant> ReadTimeAsync() => Task.FromResult(server!.Now);

    public override Task<InstrumentTruth> ReadInstrumentAsync(InstrumentId instrument) =>
        Task.FromResult(new InstrumentTruth(MarketOf(instrument).Symbol, MarketOf(instrument).Tick, MarketOf(instrument).Step, MinimumNotional: 5m));

    public override Task<BookTruth> ReadBookAsync(InstrumentId instrument)
    {
        var market = MarketOf(instrument);
        PriceLevel Level(KeyValuePair<long, long> level) => new(level.Key * market.Tick, level.Value * market.Step);
        return Task.FromResult(server!.Read(() => new BookTruth([.. market.Bids.Select(Level)], [.. market.Asks.Select(Level)])));
    }

    public override Task<IReadOnlyList<Trade>?> ReadTradesAsync(InstrumentId instrument) => Task.FromResult<IReadOnlyList<Trade>?>(server!.Read(() => MarketOf(instrument).Trades.Select(item => item.Trade).ToArray()));

    public override Task FreezeAsync()
    {
        server!.IsFrozen = true;
        // What is being done now is finished.
        return Task.FromResult(server.Read(() => true));
    }

    public override Task ThawAsync()
    {
        server!.IsFrozen = false;
        return Task.CompletedTask;
    }

    private BybitMarket MarketOf(InstrumentId instrument) => server!.Market(instrument.Kind == InstrumentKind.Spot ? "spot" : "linear", $"{instrument.Base}{instrument.Quote}");
}
