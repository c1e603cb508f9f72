using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Checking;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog;

public sealed class SeriesCheckerTests : IDisposable
{
    private readonly TemporaryHome home = new();
    private readonly MarketCatalog catalog;

    public SeriesCheckerTests() => catalog = MarketCatalog.Open(home.Folder);

    public void Dispose() => home.Dispose();

    [Fact]
    public void Check_CountsGapsAndQuietBars()
    {
        catalog.AddBars(Bitcoin, Minute, Of([0, 1, 2, 7, 14, 15, 21, 40]), Source);
        var check = Check();
        Assert.True(check.IsSound);
        Assert.Equal((4, 2), (check.ZeroVolume, check.LongestZeroVolume));
        Assert.Equal([18, 6, 5, 4], check.LongestGaps.Select(gap => gap.Bars));
        Assert.Empty(check.Outliers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(199)]
    public void Check_FindsABadPrintWhereverItIs(int place)
    {
        var bars = Calm(200);
        bars[place] = bars[place] with { Low = 0.01 };
        catalog.AddBars(Bitcoin, Minute, BarColumns.FromBars(Minute, bars), Source);
        var outlier = Assert.Single(Check().Outliers);
        Assert.Equal((Time(place), 0.01), (outlier.Time, outlier.Price));
        Assert.InRange(outlier.Typical, 999, 1002);
    }

    [Fact]
    public void Check_OfACrashThatLasts_FindsNoOutlier()
    {
        var bars = Calm(200);
        for (var i = 100; i < 200; i++) bars[i] = Bar(i, 700 + i % 2);
        catalog.AddBars(Bitcoin, Minute, BarColumns.FromBars(Minute, bars), Source);
        Assert.Empty(Check().Outliers);
    }

    [Fact]
    public void Check_OfRealBars_FindsTheKnownBadPrints()
    {
        // The shared folder's notes: 2013 holds lows of 0.01; 2018 is clean.
        var dirty = PlainCsv.Bars(SharedFolders.DataPath("ohlcv/bitfinex_BTCUSD_1m_2013.csv.gz"), Minute);
        catalog.AddBars(Bitcoin, Minute, dirty, Source);
        var outliers = Check().Outliers;
        Assert.Contains(outliers, outlier => outlier.Price == 0.01);
        Assert.InRange(outliers.Length, 2, 500);
    }

    [Fact]
    public void Check_OfTrades_FindsRepeatedIds()
    {
        catalog.AddTrades(Bitcoin, [TradeColumns.FromTrades([new(Time(0), 1, 1, null, 5), new(Time(0), 1, 1, null, 5), new(Time(1), 1, 1, null, 6)])], [Source]);
        var check = SeriesChecker.Check(catalog, catalog.List()[0]);
        Assert.Equal((1, false), (check.Duplicates, check.IsSound));
    }

    private SeriesCheck Check() => SeriesChecker.Check(catalog, catalog.List()[0]);

    private static Bar[] Calm(int count) => [.. Enumerable.Range(0, count).Select(i => Bar(i, 1000 + i % 3))];

    private static Bar Bar(int minute, double price) => new(Time(minute), price, price + 0.5, price - 0.5, price, 1);
}
