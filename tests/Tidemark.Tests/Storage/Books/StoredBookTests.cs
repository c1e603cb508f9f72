using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Checking;

namespace Tidemark.Tests.Storage.Books;

public sealed class StoredBookTests : IDisposable
{
    private static readonly InstrumentId Instrument = InstrumentId.Parse("BTC/USD:BTC@binance");

    private readonly string home = Directory.CreateTempSubdirectory("tidemark-book-catalog").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void Recording_Stored_IsTheSameWhenOpened_AndAnotherStandsInItsPlace()
    {
        var catalog = MarketCatalog.Open(home);
        var book = Make(3);
        var info = catalog.ReplaceBook(Instrument, book, new SeriesSource("book.jsonl", "hftbacktest", book.Count));
        Assert.Equal((true, false, 3, "BTC/USD:BTC@binance depth"), (info.IsBook, info.IsBars, info.Rows, info.Name));
        var opened = catalog.OpenBook(Instrument);
        Assert.Equal(DataHash.Of(book), DataHash.Of(opened));
        Assert.Equal(info.Hash, DataHash.Of(opened));
        Assert.Equal(book.Scale, opened.Scale);
        Assert.Equal(book.VenueOrder.ToArray(), opened.VenueOrder.ToArray());
        Assert.Equal(2, catalog.ReplaceBook(Instrument, Make(2), new SeriesSource("other.jsonl", "hftbacktest", 2)).Rows);
        Assert.Equal("other.jsonl", Assert.Single(Assert.Single(catalog.List()).Sources).Name);
    }

    [Fact]
    public void Check_FindsItSound_AndTellsOfDamage()
    {
        var catalog = MarketCatalog.Open(home);
        var info = catalog.ReplaceBook(Instrument, Make(5), new SeriesSource("book.jsonl", "hftbacktest", 5));
        var check = SeriesChecker.Check(catalog, info);
        Assert.Equal((null, 0), (check.Damage, check.Invalid));
        var bytes = File.ReadAllBytes(info.FilePath);
        bytes[70] ^= 1;
        File.WriteAllBytes(info.FilePath, bytes);
        Assert.Throws<DamagedSeriesException>(() => MarketCatalog.Verify(info));
    }

    [Fact]
    public void Book_ThatIsNotStored_IsNamedWithThoseThereAre()
    {
        var catalog = MarketCatalog.Open(home);
        catalog.ReplaceBook(Instrument, Make(2), new SeriesSource("book.jsonl", "hftbacktest", 2));
        var failure = Assert.Throws<BadInputException>(() => catalog.OpenBook(InstrumentId.Parse("BTC/USD:BTC@binanc")));
        Assert.Contains("has no order book of BTC/USD:BTC@binanc", failure.Message, StringComparison.Ordinal);
        Assert.Contains("BTC/USD:BTC@binance", failure.Message, StringComparison.Ordinal);
    }

    private static BookColumns Make(int updates)
    {
        var times = Enumerable.Range(1, updates).Select(index => 1_000L * index).ToArray();
        var starts = Enumerable.Range(0, updates + 1).Select(index => 2L * index).ToArray();
        return new BookColumns(new BookScale(0.5m, 100m), times, times.Select(time => time - 1).ToArray(), times, Enumerable.Range(0, updates).Select(index => (byte)(index == 0 ? BookMessageKind.Snapshot : BookMessageKind.Update)).ToArray(),
            starts, starts.Take(updates).Select(start => start + 1).ToArray(), Enumerable.Range(0, updates).Select(index => (long)index).ToArray(),
            Enumerable.Range(0, 2 * updates).Select(row => 100L + row % 2).ToArray(), Enumerable.Range(0, 2 * updates).Select(row => 1L + row).ToArray());
    }
}
