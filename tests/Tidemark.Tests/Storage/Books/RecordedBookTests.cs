using Tidemark.Storage.Books;

namespace Tidemark.Tests.Storage.Books;

/// <summary>Real recordings, where they are there.</summary>
public class RecordedBookTests
{
    [Theory]
    [InlineData("hftbacktest_binance_spot_btcusdt_20240808.jsonl.gz", 3_449, 28_040, 9_757, 163_870)]
    [InlineData("hftbacktest_binance_usdm_btcusdt_20240808.jsonl.gz", 6_547, 66_089, 21_313, 532_664)]
    [InlineData("hftbacktest_binance_cm_btcusd_perp_20240808.jsonl.gz", 26_824, 19_136, 2_286, 319_169)]
    public void TopOfTheBook_AfterEachUpdate_IsTheVenuesOwnQuote(string file, long updates, long quotes, long trades, long events)
    {
        var recording = Read(file);
        Assert.Equal((1, updates, quotes, trades, 0), (recording.Report.Snapshots, recording.Report.Updates, recording.Report.Quotes, recording.Report.Trades, recording.Report.GapCount));
        var summary = BookReplay.Summarise(recording.Columns);
        Assert.Equal((events, 0), (summary.Events, summary.CrossedUpdates));
        Assert.Equal(summary.TopsCompared, summary.TopsEqual);
        Assert.True(summary.TopsCompared > 0.95 * updates);
        Assert.Equal(Duration.FromMilliseconds(1), recording.Report.Latency!.Value.Smallest);
    }

    [Theory]
    [InlineData("bybit_XRPUSDT_ob500_20241201.jsonl.gz", "bybit", 1, 49)]
    [InlineData("tardis_binance-futures_book_snapshot_25_BTCUSDT.csv", "tardis-snapshot", 10, 0)]
    [InlineData("tardis_deribit_incremental_book_L2_BTC-PERPETUAL.csv", "tardis-l2", 1, 0)]
    [InlineData("binance_btcusdt-depth-snap.csv", "binance-depth", 1, 0)]
    [InlineData("binance_btcusdt-depth-update.csv", "binance-depth", 0, 1)]
    public void Format_IsToldFromTheContent(string file, string format, long snapshots, long updates)
    {
        var report = Read(file).Report;
        Assert.Equal((format, snapshots, updates, 0), (report.Format, report.Snapshots, report.Updates, report.GapCount));
        Assert.Equal(snapshots == 0, report.IsPartial);
    }

    private static BookRecording Read(string file) => BookFileReader.Read(SharedFolders.DataPath(Path.Combine("orderbook", file)), new BookReadOptions());
}
