using Tidemark.Storage.Catalog;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog;

public sealed class MarketCatalogTests : IDisposable
{
    private readonly TemporaryHome home = new();
    private readonly MarketCatalog catalog;

    public MarketCatalogTests() => catalog = MarketCatalog.Open(home.Folder);

    public void Dispose() => home.Dispose();

    [Fact]
    public void Open_OfHomeWithoutCatalog_TouchesNothingAndListsNothing()
    {
        Assert.Empty(catalog.List());
        Assert.False(catalog.TryFind(BitcoinMinutes, out _));
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Folder));
    }

    [Fact]
    public void AddBars_ThenOpen_GivesTheSameBarsAndDescription()
    {
        var bars = Of([0, 1, 2, 5, 6, 10]);
        var outcome = catalog.AddBars(Bitcoin, Minute, bars, Source);

        var opened = MarketCatalog.Open(home.Folder).OpenBars(BitcoinMinutes);
        Assert.Equal(All(bars), All(opened));
        Assert.Equal((6, 0, 0, 0), (outcome.Added, outcome.Identical, outcome.Kept, outcome.Replaced));
        var info = Assert.Single(catalog.List());
        Assert.Equal(outcome.Series, info with { Sources = outcome.Series.Sources });
        Assert.Equal([Source], info.Sources);
        Assert.Equal((6, Time(0), Time(10), Time(11)), (info.Rows, info.First, info.Last, info.End));
        Assert.Equal((2, 5, 3), (info.GapCount, info.AbsentBars, info.LongestGap));
        Assert.Equal(DataHash.Of(bars), info.Hash);
    }

    [Fact]
    public void OpenGaps_GivesTheRunsOfAbsentBars()
    {
        catalog.AddBars(Bitcoin, Minute, Of([0, 1, 2, 5, 6, 10]), Source);
        Assert.Equal([new GapRange(Time(3), Time(5), 2), new GapRange(Time(7), Time(10), 3)], catalog.OpenGaps(BitcoinMinutes));
    }

    [Fact]
    public void AddBars_OfOverlappingParts_GivesEachBarOnceInOrder()
    {
        catalog.AddBars(Bitcoin, Minute, Of([10, 12, 14, 30]), Source);
        var outcome = catalog.AddBars(Bitcoin, Minute, [Range(11, 5), Of([0, 1]), Range(13, 20), Of([50])], [Source with { Name = "more.csv" }]);

        var expected = Of([0, 1, .. Enumerable.Range(10, 23), 50]);
        Assert.Equal(All(expected), All(catalog.OpenBars(BitcoinMinutes)));
        Assert.Equal(expected.Count - 4, outcome.Added);
        Assert.Equal(2, outcome.Series.Sources.Length);
        Assert.Equal(DataHash.Of(expected), outcome.Series.Hash);
    }

    [Fact]
    public void AddBars_WhenAllAreThere_LeavesTheFilesAsTheyWere()
    {
        catalog.AddBars(Bitcoin, Minute, Range(0, 500), Source);
        var before = home.CatalogFingerprint();
        var written = File.GetLastWriteTimeUtc(catalog.List()[0].FilePath);

        var outcome = catalog.AddBars(Bitcoin, Minute, [Range(0, 500), Range(100, 50)], [Source with { Name = "copy.csv" }]);

        Assert.False(outcome.Changed);
        Assert.Equal(550, outcome.Identical);
        Assert.Equal(before, home.CatalogFingerprint());
        Assert.Equal(written, File.GetLastWriteTimeUtc(catalog.List()[0].FilePath));
    }

    [Fact]
    public void AddBars_InAnyOrderOfFiles_GivesTheSameData()
    {
        catalog.AddBars(Bitcoin, Minute, Range(0, 100), Source);
        catalog.AddBars(Bitcoin, Minute, Range(50, 100), Source);
        var first = catalog.List()[0].Hash;
        using var other = new TemporaryHome();
        var reversed = MarketCatalog.Open(other.Folder);
        reversed.AddBars(Bitcoin, Minute, [Range(120, 30), Range(40, 90), Range(0, 60)], [Source]);
        Assert.Equal(first, reversed.List()[0].Hash);
    }

    [Fact]
    public void AddBars_WithConflict_NamesTimeAndBothValuesAndChangesNothing()
    {
        catalog.AddBars(Bitcoin, Minute, Range(0, 10), Source);
        var before = home.CatalogFingerprint();
        var failure = Assert.Throws<BadInputException>(() => catalog.AddBars(Bitcoin, Minute, [Range(20, 5), Of([4], shift: 0.5)], [Source]));
        Assert.Contains("2024-01-01T00:04:00Z", failure.Message, StringComparison.Ordinal);
        Assert.Contains("close 105 ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("close 105.5 ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, home.CatalogFingerprint());
    }

    [Theory]
    [InlineData(ConflictRepair.Keep, 0)]
    [InlineData(ConflictRepair.Replace, 0.5)]
    public void AddBars_WithConflictAndRepair_TakesTheChosenBar(ConflictRepair repair, double shift)
    {
        catalog.AddBars(Bitcoin, Minute, Range(0, 10), Source);
        var outcome = catalog.AddBars(Bitcoin, Minute, Of([4, 11], shift: 0.5), Source, repair);
        Assert.Equal(Bar(4, shift), catalog.OpenBars(BitcoinMinutes)[4]);
        Assert.Equal(11, catalog.OpenBars(BitcoinMinutes).Count);
        Assert.Equal(repair == ConflictRepair.Keep ? (1, 1, 0) : (1, 0, 1), (outcome.Added, outcome.Kept, outcome.Replaced));
    }

    [Fact]
    public void AddBars_WithConflictInsideTheImport_IsRefused()
    {
        Assert.Throws<BadInputException>(() => catalog.AddBars(Bitcoin, Minute, [Range(0, 10), Range(5, 10, shift: 1)], [Source]));
        Assert.Equal("none", home.CatalogFingerprint());
    }

    [Fact]
    public void AddBars_ThatCannotBeStored_AreRefused()
    {
        Refused("ascend", Of([3, 2]));
        Refused("ascend", Of([3, 3]));
        Refused("opens at", BarColumns.FromBars(Minute, [new Bar(new Instant(Time(1).Nanoseconds + 1), 1, 1, 1, 1, 1)]));
        Refused("high is below", BarColumns.FromBars(Minute, [new Bar(Time(0), 2, 1, 2, 2, 1)]));
        Refused("not a finite", BarColumns.FromBars(Minute, [new Bar(Time(0), 1, double.NaN, 1, 1, 1)]));
        Refused("not one bar", Of([]));
        Refused("cannot be stored as", BarColumns.FromBars(Interval.Hours(1), [Bar(0)]));
        Assert.Equal("none", home.CatalogFingerprint());
    }

    [Fact]
    public void OpenBars_OfUnknownSeries_NamesWhatIsThere()
    {
        Assert.Contains("import something", Unknown("BTC/USD@bitfinex"), StringComparison.Ordinal);
        foreach (var name in new[] { "BTC/USD@bitfinex", "ETH/USD@bitfinex", "LTC/USD@bitfinex", "ADA/USDT@binance" })
            catalog.AddBars(InstrumentId.Parse(name), Minute, Range(0, 3), Source);
        Assert.Contains("'BTC/USD@bitfinex', 'ETH/USD@bitfinex' or 'LTC/USD@bitfinex'", Unknown("BTX/USD@bitfinex"), StringComparison.Ordinal);
        var interval = Assert.Throws<BadInputException>(() => catalog.OpenBars(new BarSpec(Bitcoin, Interval.Hours(1))));
        Assert.Contains("no 1h bars of BTC/USD@bitfinex; it has 1m", interval.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenBars_WhileTheSeriesIsReplaced_KeepsWhatWasOpened()
    {
        catalog.AddBars(Bitcoin, Minute, Range(0, 1000), Source);
        var before = catalog.OpenBars(BitcoinMinutes);
        catalog.AddBars(Bitcoin, Minute, Range(1000, 1000), Source);
        Assert.Equal(All(Range(0, 1000)), All(before));
        Assert.Equal(All(Range(0, 2000)), All(catalog.OpenBars(BitcoinMinutes)));
    }

    [Fact]
    public void Series_OfMinutesAndMonthsAndPerpetuals_DoNotMeet()
    {
        var perpetual = InstrumentId.Parse("BTC/USD:USD@bitfinex");
        var months = new Interval(1, IntervalUnit.Month);
        catalog.AddBars(Bitcoin, Minute, Range(0, 3), Source);
        catalog.AddBars(perpetual, Minute, Range(0, 4), Source);
        catalog.AddBars(Bitcoin, months, BarColumns.FromBars(months, [Bar(0) with { OpenTime = Instant.FromDate(2024, 1, 1) }, Bar(0) with { OpenTime = Instant.FromDate(2024, 4, 1) }]), Source);
        Assert.Equal(["BTC/USD:USD@bitfinex 1m", "BTC/USD@bitfinex 1m", "BTC/USD@bitfinex 1M"], catalog.List().Select(info => info.Name));
        Assert.Equal(2, catalog.List()[2].AbsentBars);
        Assert.Equal(3, Directory.EnumerateFiles(home.CatalogFolder, "*", SearchOption.AllDirectories).Select(path => path.ToUpperInvariant()).Distinct().Count());
    }

    private void Refused(string reason, BarColumns bars) =>
        Assert.Contains(reason, Assert.Throws<BadInputException>(() => catalog.AddBars(Bitcoin, Minute, bars, Source)).Message, StringComparison.Ordinal);

    private string Unknown(string name) => Assert.Throws<BadInputException>(() => catalog.OpenBars(new BarSpec(InstrumentId.Parse(name), Minute))).Message;
}
