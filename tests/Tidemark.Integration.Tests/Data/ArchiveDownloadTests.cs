using System.Globalization;
using Tidemark.Cli.Downloads;
using Tidemark.Cli.Downloads.Archives;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Integration.Tests.Venues;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import;

namespace Tidemark.Integration.Tests.Data;

/// <summary>The layout of Binance's public archive, downloaded from a server on this machine.</summary>
public sealed class ArchiveDownloadTests : IAsyncLifetime
{
    private const string Month = "data/spot/monthly/klines/BTCUSDT/1h/BTCUSDT-1h-2024-01.zip";
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@binance");
    private static readonly Interval Hour = Interval.Hours(1);
    private readonly ArchiveServer server = new();
    private readonly TidemarkHome home = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        home.Dispose();
    }

    [Fact]
    public async Task Download_OfAMonthAndDays_TakesMonthsWhereTheyAreAndDaysElse()
    {
        PublishHours(Month, Utc(2024, 1, 1), 31 * 24);
        // The month of February is not published yet; of its days one is absent.
        foreach (var day in new[] { 1, 2, 4 }) PublishHours(DayOf(2, day), Utc(2024, 2, day), 24, microseconds: true);
        var report = await Run(Utc(2024, 1, 1), Utc(2024, 2, 5));
        Assert.Equal((34 * 24, 34L * 24), (report.Added, report.Series!.Rows));
        Assert.Equal(["BTCUSDT-1h-2024-01.zip", "BTCUSDT-1h-2024-02-01.zip", "BTCUSDT-1h-2024-02-02.zip", "BTCUSDT-1h-2024-02-04.zip"], report.Imported);
        Assert.Equal(["BTCUSDT-1h-2024-02-03.zip"], report.Absent);
        Assert.Equal((24L, Utc(2024, 2, 5)), (report.Series.AbsentBars, report.Series.End));
        Assert.Equal(Bar(Utc(2024, 2, 4)), Catalog.OpenBars(new BarSpec(Bitcoin, Hour)).Between(Utc(2024, 2, 4), Utc(2024, 2, 5))[0]);
        Assert.Empty(Directory.EnumerateFiles(Downloads));
    }

    [Fact]
    public async Task Download_OfAWholeMonthThatIsNotThere_AsksForItsDays()
    {
        PublishHours(DayOf(2, 29), Utc(2024, 2, 29), 24);
        var report = await Run(Utc(2024, 2, 1), Utc(2024, 3, 1));
        Assert.Equal((24L, 28), (report.Added, report.Absent.Count));
    }

    [Fact]
    public async Task Download_Again_FetchesOnlyWhatIsNotImported()
    {
        PublishHours(Month, Utc(2024, 1, 1), 31 * 24);
        await Run(Utc(2024, 1, 1), Utc(2024, 2, 1));
        var before = server.Asked.Count;
        PublishHours(DayOf(2, 1), Utc(2024, 2, 1), 24);
        var report = await Run(Utc(2024, 1, 1), Utc(2024, 2, 2));
        Assert.Equal((24L, 1), (report.Added, report.There));
        Assert.Equal([$"/{DayOf(2, 1)}.CHECKSUM", $"/{DayOf(2, 1)}"], server.Asked.Skip(before));
    }

    [Fact]
    public async Task Download_ThatIsCut_GoesOnInTheMiddle()
    {
        PublishHours(Month, Utc(2024, 1, 1), 31 * 24);
        server.CutOnce(Month);
        var report = await Run(Utc(2024, 1, 1), Utc(2024, 2, 1));
        Assert.Equal(31L * 24, report.Added);
        Assert.Contains(server.Asked, path => path.StartsWith($"/{Month} from ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Download_OfADamagedFile_IsRefusedByNameAndStoresNothing()
    {
        PublishHours(Month, Utc(2024, 1, 1), 31 * 24);
        server.Damage(Month);
        var failure = await Assert.ThrowsAsync<DownloadException>(() => Run(Utc(2024, 1, 1), Utc(2024, 2, 1)));
        Assert.Contains("its SHA-256 is not the one of BTCUSDT-1h-2024-01.zip.CHECKSUM", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Catalog.List());
        Assert.Empty(Directory.EnumerateFiles(Downloads));
    }

    [Fact]
    public void Command_WithTrades_ImportsThemAndSaysSo()
    {
        server.Publish("data/spot/daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-2024-01-01.zip",
            Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"{1000 + i},{42000 + i}.5,0.01,{5000 + i},{5000 + i},{Utc(2024, 1, 1).UnixMilliseconds + i * 500},True,True")));
        var result = home.Run("data", "download", "--venue", "binance", "--instrument", "BTC/USDT", "--trades", "--from", "2024-01-01", "--to", "2024-01-02", "--source", "archive", "--base-url", server.Address.ToString()).Succeeded();
        Assert.Contains("100 new trades from 1 file, each with the right SHA-256", result.Output, StringComparison.Ordinal);
        Assert.Equal(1000, Catalog.OpenTrades(Bitcoin)[0].TradeId);
    }

    [Theory]
    [InlineData("BTC/USDT@binance", "1m", "data/spot/monthly/klines/BTCUSDT/1m/BTCUSDT-1m-2024-01.zip")]
    [InlineData("BTC/USDT:USDT@binance", "1M", "data/futures/um/monthly/klines/BTCUSDT/1mo/BTCUSDT-1mo-2024-01.zip")]
    [InlineData("BTC/USD:BTC@binance", "1h", "data/futures/cm/monthly/klines/BTCUSD_PERP/1h/BTCUSD_PERP-1h-2024-01.zip")]
    public void Plan_OfAMonth_HasThePathOfTheArchive(string instrument, string interval, string path) =>
        Assert.Equal(path, Assert.Single(ArchivePlan.Files(InstrumentId.Parse(instrument), ArchiveContent.Bars(Interval.Parse(interval)), Utc(2024, 1, 1), Utc(2024, 2, 1))).Path);

    [Fact]
    public void Plan_FromTheMiddleOfAMonth_TakesDaysFirstAndLast()
    {
        var names = ArchivePlan.Files(Bitcoin, ArchiveContent.AggregatedTrades, Utc(2023, 12, 31), Utc(2024, 2, 2) + Duration.FromHours(1)).ConvertAll(file => file.Name);
        Assert.Equal(["BTCUSDT-aggTrades-2023-12-31.zip", "BTCUSDT-aggTrades-2024-01.zip", "BTCUSDT-aggTrades-2024-02-01.zip", "BTCUSDT-aggTrades-2024-02-02.zip"], names);
    }

    private MarketCatalog Catalog => MarketCatalog.Open(home.Path);

    private string Downloads => Directory.CreateDirectory(Path.Combine(home.Path, "downloads")).FullName;

    private async Task<ArchiveReport> Run(Instant from, Instant to)
    {
        using var http = new HttpClient();
        var download = new ArchiveDownload(Catalog, new ArchiveClient(http, server.Address, Downloads, new ScaledTime(1_000)), keepsFiles: false);
        return await download.RunAsync(Bitcoin, Bitcoin, ArchiveContent.Bars(Hour), from, to, new ReadOptions(), _ => new Progress<long>(), CancellationToken.None);
    }

    private void PublishHours(string path, Instant from, int hours, bool microseconds = false) => server.Publish(path, Enumerable.Range(0, hours).Select(hour =>
    {
        var bar = Bar(from + Duration.FromHours(hour));
        var (open, close) = (bar.OpenTime.UnixMilliseconds, bar.OpenTime.UnixMilliseconds + 3_599_999);
        var end = microseconds ? "999" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{open}{(microseconds ? "000" : "")},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume},{close}{end},1,1,1,1,0");
    }));

    private static Bar Bar(Instant open) => new(open, 100 + open.UnixSeconds % 977, 1200, 50, 101, 3);

    private static string DayOf(int month, int day) => string.Create(CultureInfo.InvariantCulture, $"data/spot/daily/klines/BTCUSDT/1h/BTCUSDT-1h-2024-{month:00}-{day:00}.zip");

    private static Instant Utc(int year, int month, int day) => Instant.FromDate(year, month, day);
}
