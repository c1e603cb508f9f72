using Tidemark.Simulation.Markets;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Export;
using Tidemark.Storage.Catalog.Resampling;
using Tidemark.Storage.Import;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog;

/// <summary>What is exported as CSV is imported as the same data, to the last bit.</summary>
public sealed class ExportRoundTripTests : IDisposable
{
    private readonly TemporaryHome home = new();
    private readonly MarketCatalog catalog;

    public ExportRoundTripTests() => catalog = MarketCatalog.Open(home.Folder);

    public void Dispose() => home.Dispose();

    [Theory]
    [InlineData("1m", 30_000)]
    [InlineData("1s", 0.5)]
    [InlineData("1d", 0.00000271828)]
    [InlineData("1w", 1234567.125)]
    public void Csv_OfGeneratedBars_ComesBackIdentical(string interval, double startPrice)
    {
        var length = Interval.Parse(interval);
        var bars = new SyntheticMarket(new SyntheticMarketOptions(3, length, length.OpenOf(Instant.FromDate(2020, 1, 8)), startPrice)).Generate(500);
        Assert.Equal(DataHash.Of(bars), ImportBars(bars).Hash);
    }

    [Fact]
    public void Csv_OfResampledRealBarsWithGaps_ComesBackIdentical()
    {
        var minutes = PlainCsv.Bars(SharedFolders.DataPath("ohlcv/bitfinex_BTCUSD_1m_2013.csv.gz"), Minute);
        Assert.Equal(DataHash.Of(minutes), ImportBars(minutes).Hash);
        var hours = BarResampler.Resample(minutes, Interval.Hours(1)).Bars;
        Assert.Equal(DataHash.Of(hours), ImportBars(hours).Hash);
    }

    [Theory]
    [InlineData(Instant.NanosecondsPerMillisecond)]
    [InlineData(Instant.NanosecondsPerMicrosecond)]
    [InlineData(1)]
    public void Csv_OfTrades_ComesBackIdentical(long unit)
    {
        Trade[] all = [.. Enumerable.Range(0, 200).Select(i => new Trade(new Instant(Time(0).Nanoseconds + i / 3 * 7_919 * unit), 100 + i / 7.0, 1.0 / (i + 1), i % 3 == 0 ? Side.Buy : Side.Sell, 5 + i))];
        var trades = TradeColumns.FromTrades(all);
        Assert.Equal(DataHash.Of(trades), ImportTrades(trades).Hash);
    }

    [Fact]
    public void Csv_OfTradesWithoutSideAndId_ComesBackIdentical()
    {
        var trades = TradeColumns.FromTrades([.. Enumerable.Range(0, 20).Select(i => new Trade(Time(i), 100 + i, 1, null, 0))]);
        Assert.Equal(DataHash.Of(trades), ImportTrades(trades).Hash);
    }

    [Fact]
    public void Csv_OfRealTrades_ComesBackIdentical()
    {
        var trades = PlainCsv.Trades(SharedFolders.DataPath("ticks/binance_XRPETH_trades_201910.csv.gz"));
        Assert.Equal(DataHash.Of(trades), ImportTrades(trades).Hash);
    }

    private SeriesInfo ImportBars(BarColumns bars) => Import(stream => SeriesExporter.Write(bars, ExportFormat.Csv, stream), bars.Interval);

    private SeriesInfo ImportTrades(TradeColumns trades) => Import(stream => SeriesExporter.Write(trades, ExportFormat.Csv, stream), null);

    private SeriesInfo Import(Action<Stream> write, Interval? interval)
    {
        var path = home.Path("exported.csv");
        using (var file = File.Create(path)) write(file);
        return new MarketImporter(catalog, Bitcoin, new ReadOptions { Interval = interval }).Import([path]).Outcome.Series;
    }
}
