using Tidemark.Cli.Downloads;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Storage.Catalog;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Data;

/// <summary>Downloads by request: whole, interrupted and gone on with, and what is not there.</summary>
public sealed class BarDownloadTests : IDisposable
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@binance");
    private static readonly BarSpec Minutes = new(Bitcoin, Interval.Minutes(1));
    private readonly TidemarkHome home = new();
    private readonly MarketCatalog catalog;

    public BarDownloadTests() => catalog = MarketCatalog.Open(home.Path);

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Download_ThatFailsHalfWay_KeepsWhatCameAndGoesOnThere()
    {
        var history = new PagedHistory(At(0), At(10_000)) { FailsAt = 6 };
        var failure = await Assert.ThrowsAsync<DownloadException>(() => Run(history, At(0), At(10_000)));
        Assert.Contains("the same command goes on from there", failure.Message, StringComparison.Ordinal);
        Assert.Equal(5_000, catalog.OpenBars(Minutes).Count);
        history.FailsAt = -1;
        var report = await Run(history, At(0), At(10_000));
        Assert.Equal((5_000, 5_000, 0), (report.Added, report.AlreadyStored, report.AbsentRows));
        Assert.Equal(6 + 5, history.Requests);
        Assert.Equal("a test klines", Assert.Single(report.Series!.Sources).Name);
        Assert.Equal(10_000, report.Series.Sources[0].Rows);
    }

    [Fact]
    public async Task Download_OfWhichNothingCame_SaysOnlyWhatFailed()
    {
        var failure = await Assert.ThrowsAsync<DownloadException>(() => Run(new PagedHistory(At(0), At(10_000)) { FailsAt = 1 }, At(0), At(10_000)));
        Assert.EndsWith("the line was cut", failure.Message, StringComparison.Ordinal);
        var another = new PagedHistory(At(0), At(10_000)) { FailsAt = 1, Failure = VenueError.Final(VenueErrorKind.NotSupported, "GET /klines: <html>", "HTTP 404") };
        Assert.EndsWith("the server at test does not answer as binance does", (await Assert.ThrowsAsync<DownloadException>(() => Run(another, At(0), At(10_000)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_ThatIsInterrupted_KeepsWhatCame()
    {
        using var interrupt = new CancellationTokenSource();
        var history = new PagedHistory(At(0), At(10_000)) { OnRequest = number => { if (number == 4) interrupt.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(history, At(0), At(10_000), interrupt.Token));
        Assert.Equal(3_000, catalog.OpenBars(Minutes).Count);
    }

    [Fact]
    public async Task Download_OverGaps_AsksOnlyForThemAndSaysWhatTheVenueDoesNotHave()
    {
        var history = new PagedHistory(At(0), At(9_000), absent: minute => minute is >= 3_000 and < 3_010);
        catalog.AddBars(Bitcoin, Minutes.Interval, history.Bars(At(0), At(2_000)), new SeriesSource("old", "test", 2_000));
        catalog.AddBars(Bitcoin, Minutes.Interval, history.Bars(At(2_500), At(7_000)), new SeriesSource("old", "test", 4_490));
        var report = await Run(history, At(-60), At(9_500));
        Assert.Equal((2_500, 10), (report.Added, report.AbsentRows));
        Assert.Equal(new GapRange(At(3_000), At(3_010), 10), Assert.Single(report.Gaps));
        Assert.Equal(9_000 - 10, catalog.OpenBars(Minutes).Count);
        Assert.Equal([$"the venue has nothing before {At(0)}", $"the venue has nothing closed after {At(9_000)}"], report.Notes);
    }

    [Fact]
    public async Task Download_FromASimulatedExchange_IsNotMixedWithAMarket()
    {
        var history = new PagedHistory(At(0), At(100));
        catalog.AddBars(Bitcoin, Minutes.Interval, history.Bars(At(0), At(50)), new SeriesSource("real", "test", 50));
        var refusal = await Assert.ThrowsAsync<BadInputException>(() => new BarDownload(catalog, history).RunAsync(new DownloadTarget(Bitcoin, Bitcoin, At(0), At(100), "binance 127.0.0.1", true), Minutes.Interval, _ => new Progress<long>(), CancellationToken.None));
        Assert.Contains("--as BTC/USDT@simulated", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_AgainstTheSimulatedExchange_StoresItsBarsAndTrades()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with { History = Duration.FromMinutes(40) });
        var from = (Instant.FromDateTime(DateTime.UtcNow) - Duration.FromMinutes(30)).ToString();
        string[] common = ["data", "download", "--venue", "binance", "--instrument", "BTC/USDT", "--from", from, "--base-url", exchange.Server.Address.ToString()];
        var bars = home.Run([.. common, "--interval", "1m", "--json", "-"]).Succeeded().Json;
        Assert.InRange(bars.GetProperty("added").GetInt64(), 28, 31);
        Assert.Equal(0, bars.GetProperty("absent").GetInt64());
        Assert.True(bars.GetProperty("series").GetProperty("synthetic").GetBoolean());
        var again = home.Run([.. common, "--interval", "1m", "--json", "-"]).Succeeded().Json;
        Assert.InRange(again.GetProperty("added").GetInt64(), 0, 1);
        var trades = home.Run([.. common, "--trades", "--json", "-"]).Succeeded().Json;
        Assert.InRange(trades.GetProperty("added").GetInt64(), 50, 100_000);
        Assert.Equal(0, trades.GetProperty("absent").GetInt64());
        Assert.Contains("there is no connector for 'binanc'", home.Run("data", "download", "--venue", "binanc", "--instrument", "BTC/USDT", "--interval", "1m", "--from", "2024-01-01").RefusedInput(), StringComparison.Ordinal);
    }

    private Task<DownloadReport> Run(IMarketHistory history, Instant from, Instant to, CancellationToken cancellation = default) =>
        new BarDownload(catalog, history).RunAsync(new DownloadTarget(Bitcoin, Bitcoin, from, to, "a test", false), Minutes.Interval, _ => new Progress<long>(), cancellation);

    private static Instant At(int minute) => Instant.FromDate(2024, 1, 1) + Duration.FromMinutes(minute);

    /// <summary>A venue with a bar for each minute, a thousand a page.</summary>
    private sealed class PagedHistory(Instant first, Instant end, Func<long, bool>? absent = null) : IMarketHistory
    {
        private const int PageLength = 1_000;

        public int FailsAt { get; set; } = -1;

        public VenueError Failure { get; init; } = VenueError.Passing(VenueErrorKind.Network, "the line was cut");

        public Action<int>? OnRequest { get; init; }

        public int Requests { get; private set; }

        public BarColumns Bars(Instant from, Instant to)
        {
            var bars = new List<Bar>();
            for (var open = Instant.Max(first, from); open < Instant.Min(end, to); open += Duration.FromMinutes(1))
            {
                var minute = (open - first).Nanoseconds / Duration.NanosecondsPerMinute;
                if (absent?.Invoke(minute) != true) bars.Add(new Bar(open, 100 + minute % 7, 110, 90, 100, minute));
            }
            return BarColumns.FromBars(Interval.Minutes(1), bars);
        }

        public Task<VenueResult<VenuePage<Bar>>> ReadBarsAsync(BarSpec bars, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
        {
            Requests++;
            OnRequest?.Invoke(Requests);
            cancellation.ThrowIfCancellationRequested();
            if (Requests == FailsAt) return Task.FromResult<VenueResult<VenuePage<Bar>>>(Failure);
            var all = Bars(continuation is null ? from : Instant.Parse(continuation), to);
            var page = Enumerable.Range(0, Math.Min(PageLength, all.Count)).Select(i => all[i]).ToArray();
            return Task.FromResult<VenueResult<VenuePage<Bar>>>(new VenuePage<Bar>(page, all.Count > PageLength ? all[PageLength].OpenTime.ToString() : null));
        }

        public Task<VenueResult<Instant>> ReadServerTimeAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListInstrumentsAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<VenueInstrument>> FindInstrumentAsync(InstrumentId instrument, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<VenuePage<Trade>>> ReadTradesAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<BookSnapshot>> ReadBookAsync(InstrumentId instrument, int levels, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<VenuePage<FundingRate>>> ReadFundingAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
