using Tidemark.Cli.Downloads;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Storage.Catalog;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Data;

/// <summary>Trades whose numbers have holes, inside bursts of one moment above all.</summary>
public sealed class TradeDownloadTests : IDisposable
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@binance");
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Theory]
    [InlineData(5L, 9L)]
    [InlineData(5L, 8L, 11L)]
    [InlineData(6L, 9L, 10L)]
    [InlineData(9L)]
    [InlineData(5L, 6L, 7L, 8L, 9L, 10L, 11L)]
    public async Task Download_WhereMissingRangesMeetInOneMoment_StoresEachTradeOnce(params long[] stored)
    {
        var catalog = MarketCatalog.Open(home.Path);
        catalog.AddTrades(Bitcoin, [TradeColumns.FromTrades([.. stored.Select(TradeOf)])], [new SeriesSource("old", "test", stored.Length)], ConflictRepair.Keep);
        var target = new DownloadTarget(Bitcoin, Bitcoin, Start, Start + Duration.FromSeconds(10), "a test", false);
        await new TradeDownload(catalog, new Burst()).RunAsync(target, _ => new Progress<long>(), CancellationToken.None);
        Assert.Equal([5, 6, 7, 8, 9, 10, 11], catalog.OpenTrades(Bitcoin).TradeIds.ToArray());
    }

    /// <summary>5 in the first second, 6 and 7 in the second, all others in one moment of the third.</summary>
    private static Trade TradeOf(long id) => new(Start + Duration.FromSeconds(id switch { 5 => 1, 6 or 7 => 2, _ => 3 }), 100 + id, 1, Side.Buy, id);

    private sealed class Burst : IMarketHistory
    {
        public Task<VenueResult<VenuePage<Trade>>> ReadTradesAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default) =>
            Task.FromResult(VenueResult.Ok(new VenuePage<Trade>([.. Enumerable.Range(5, 7).Select(id => TradeOf(id)).Where(trade => trade.Time >= from && trade.Time < to)], null)));

        public Task<VenueResult<Instant>> ReadServerTimeAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListInstrumentsAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<VenueInstrument>> FindInstrumentAsync(InstrumentId instrument, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<VenuePage<Bar>>> ReadBarsAsync(BarSpec bars, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<BookSnapshot>> ReadBookAsync(InstrumentId instrument, int levels, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<VenuePage<FundingRate>>> ReadFundingAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
