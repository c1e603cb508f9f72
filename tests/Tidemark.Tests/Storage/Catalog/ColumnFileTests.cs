using System.Buffers.Binary;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Format;
using Tidemark.Storage.Files;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog;

public sealed class ColumnFileTests : IDisposable
{
    private static readonly string Samples = Path.Combine(SharedFolders.RepositoryRoot, "tests/Tidemark.Tests/Storage/Catalog/Samples");
    private readonly TemporaryHome home = new();
    private readonly MarketCatalog catalog;
    private readonly string path;

    public ColumnFileTests()
    {
        catalog = MarketCatalog.Open(home.Folder);
        catalog.AddBars(Bitcoin, Minute, Of([0, 1, 4, 5]), Source with { Notes = ["2 rows skipped"] });
        path = catalog.List()[0].FilePath;
    }

    public void Dispose() => home.Dispose();

    [Fact]
    public void Open_OfFileCutAtAnyByte_IsRefusedByNameAndListedAsDamaged()
    {
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            var failure = Assert.Throws<DamagedSeriesException>(() => catalog.OpenBars(BitcoinMinutes));
            Assert.Contains(path, failure.Message, StringComparison.Ordinal);
            var survey = catalog.Survey();
            Assert.Empty(survey.Series);
            Assert.Single(survey.Damaged);
        }
        File.WriteAllBytes(path, whole);
        Assert.Equal(4, catalog.OpenBars(BitcoinMinutes).Count);
    }

    [Fact]
    public void Verify_OfFileWithAnyByteChanged_IsRefusedAtTheLatestBeforeAMerge()
    {
        var whole = File.ReadAllBytes(path);
        var padding = 0;
        for (var at = 0; at < whole.Length; at++)
        {
            // A new path each time, as one mapping of a path is kept while its header stays the same.
            using var other = new TemporaryHome();
            var copy = other.Path(Path.GetRelativePath(home.Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x10;
            File.WriteAllBytes(copy, changed);
            var damaged = MarketCatalog.Open(other.Folder);
            try
            {
                Assert.Equal(Of([0, 1, 4, 5]).Count, damaged.OpenBars(BitcoinMinutes).Count);
                MarketCatalog.Verify(damaged.List()[0]);
                padding++;
            }
            catch (DamagedSeriesException)
            {
                if (at % 50 != 0) continue;
                Assert.Throws<DamagedSeriesException>(() => damaged.AddBars(Bitcoin, Minute, Range(10, 1), Source));
                Assert.Equal(changed, File.ReadAllBytes(copy));
            }
        }
        // Only the unused bytes between columns are not covered by a checksum.
        Assert.InRange(padding, 1, 9 * ColumnFileFormat.Alignment);
    }

    [Fact]
    public void Open_OfANewerVersion_SaysSo()
    {
        var bytes = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), 2);
        File.WriteAllBytes(path, bytes);
        Assert.Contains("format version 2", Assert.Throws<DamagedSeriesException>(() => catalog.OpenBars(BitcoinMinutes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAFileThatIsNoSeries_SaysSo()
    {
        File.WriteAllText(path, "time,open,high,low,close,volume\n" + new string('1', 200));
        Assert.Contains("not a file of the catalog", Assert.Throws<DamagedSeriesException>(() => catalog.OpenBars(BitcoinMinutes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_NamesColumnAndRowsOfTheDamage()
    {
        var bars = Range(0, 140_000);
        catalog.AddBars(InstrumentId.Parse("ETH/USD@bitfinex"), Minute, bars, Source);
        var info = catalog.List().Single(series => series.Rows == 140_000);
        var header = ReadHeader(info.FilePath);
        var close = header.Columns.Single(column => column.Name == "close");
        using (var file = new FileStream(info.FilePath, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = close.Offset + 70_000 * 8;
            file.WriteByte(1);
        }
        var failure = Assert.Throws<DamagedSeriesException>(() => MarketCatalog.Verify(info));
        Assert.Contains("'close' is damaged in rows 65536 to 131071", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_OfVersion1_IsReadToday()
    {
        using var old = new TemporaryHome();
        foreach (var (sample, target) in new[] { ("version1.bars", "1m.bars"), ("version1.ticks", "trades.ticks") })
        {
            var place = old.Path($"catalog/series/bitfinex/BTC-USD/{target}");
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(Path.Combine(Samples, sample), place);
        }
        var opened = MarketCatalog.Open(old.Folder);
        Assert.Equal(All(Of([0, 1, 2, 3, 10, 11])), All(opened.OpenBars(BitcoinMinutes)));
        Assert.Equal([new GapRange(Time(4), Time(10), 6)], opened.OpenGaps(BitcoinMinutes));
        Assert.Equal(SampleTrades, Enumerable.Range(0, 3).Select(i => opened.OpenTrades(Bitcoin)[i]));
        Assert.True(opened.TryFind(BitcoinMinutes, out var info));
        Assert.Equal(new SeriesSource("sample.csv", "plain", 6, ["one row skipped"], IsSynthetic: true), info.Sources.Single());
        Assert.Equal(DataHash.Of(Of([0, 1, 2, 3, 10, 11])), info.Hash);
        foreach (var series in opened.List()) MarketCatalog.Verify(series);
    }

    private static ColumnFileHeader ReadHeader(string path)
    {
        using var file = File.OpenHandle(path);
        return ColumnFileHeader.Read(file, path);
    }

    private static readonly Trade[] SampleTrades =
    [
        new(Time(0), 100.5, 0.25, Side.Buy, 71),
        new(Time(0), 100.25, 1.5, Side.Sell, 72),
        new(Time(3), 101, 2, null, 0),
    ];

    [Fact]
    public void Crc32C_AgreesWithThePublishedVectors()
    {
        // RFC 3720, appendix B.4.
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Compute([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Compute([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xE3069283u, Crc32C.Compute("123456789"u8));
        Assert.Equal(Crc32C.Compute("123456789"u8), Crc32C.Append(Crc32C.Compute("1234"u8), "56789"u8));
    }
}
