using System.Text;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import;
using Tidemark.Storage.Import.Repairs;
using Tidemark.Tests.Storage.Catalog;

namespace Tidemark.Tests.Storage.Import;

/// <summary>Files come into the catalog whole, in any packing and order, once.</summary>
public sealed class MarketImporterTests : IDisposable
{
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Import_AnyPacking_GivesTheSameData()
    {
        var text = ImportFolder.Text(SomeBars.Range(0, 3000));
        var bytes = Encoding.UTF8.GetBytes(text);
        var half = text.IndexOf('\n', text.Length / 2) + 1;
        var secondHalf = Encoding.UTF8.GetBytes($"{ImportFolder.Header}\n{text[half..]}");
        string[] paths =
        [
            folder.Write("a.csv", text),
            folder.WriteGzip("a.csv.gz", text),
            folder.Write("members.csv.gz", [.. ImportFolder.Gzip(bytes[..1000]), .. ImportFolder.Gzip(bytes[1000..]), 0, 0, 0]),
            folder.WriteZip("a.zip", ("deep/a.csv", bytes), ("__MACOSX/a.csv", "x"u8.ToArray())),
            folder.WriteZip("halves.zip", ("2.csv", bytes[..half]), ("1.csv", secondHalf)),
            folder.WriteZip("packed.zip", ("a.csv.gz", ImportFolder.Gzip(bytes))),
            folder.Write("wrong-name.csv", ImportFolder.Gzip(bytes)),
        ];

        var hashes = paths.Select(path => DataHash.Of(BarFileReader.Read(path).Bars)).ToList();

        Assert.All(hashes, hash => Assert.Equal(DataHash.Of(SomeBars.Range(0, 3000)), hash));
    }

    [Fact]
    public void Import_Again_ChangesNothing()
    {
        var path = folder.Write("a.csv", ImportFolder.Text(SomeBars.Range(0, 100)));
        var first = folder.Import(path);
        var before = folder.Home.CatalogFingerprint();

        var second = folder.Import(path);

        Assert.Equal((100L, 0L), (first.Outcome.Added, first.Outcome.Identical));
        Assert.Equal((0L, 100L), (second.Outcome.Added, second.Outcome.Identical));
        Assert.Equal(before, folder.Home.CatalogFingerprint());
    }

    [Fact]
    public void Import_OverlappingFilesInAnyOrder_GiveTheSameSeries()
    {
        string[] paths =
        [
            folder.Write("1.csv", ImportFolder.Text(SomeBars.Range(0, 60))),
            folder.Write("2.csv", ImportFolder.Text(SomeBars.Range(40, 60))),
            folder.WriteGzip("3.csv.gz", ImportFolder.Text(SomeBars.Range(90, 60))),
        ];
        var result = folder.Import([paths[2], paths[0], paths[1]]);

        Assert.Equal((180L, 150L, 30L), (result.RowsRead, result.Outcome.Added, result.Outcome.Identical));
        Assert.Equal(SomeBars.All(SomeBars.Range(0, 150)), SomeBars.All(folder.Stored(SomeBars.Minute)));
        Assert.Equal(["3.csv.gz", "1.csv", "2.csv"], result.Outcome.Series.Sources.Select(source => source.Name));
    }

    [Fact]
    public void Import_ConflictWithStoredBars_NamesFileAndLine()
    {
        folder.Import(folder.Write("1.csv", ImportFolder.Text(SomeBars.Range(0, 10))));
        var before = folder.Home.CatalogFingerprint();
        var path = folder.Write("2.csv", ImportFolder.Text(SomeBars.Range(5, 10, shift: 0.5)));

        var refusal = Assert.Throws<BadInputException>(() => folder.Import(path));

        Assert.StartsWith($"{path}, line 2: conflict: 2024-01-01T00:05:00Z is already stored with other values: open 105 ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, folder.Home.CatalogFingerprint());
    }

    [Fact]
    public void Import_ConflictBetweenFiles_NamesBothLines()
    {
        var first = folder.Write("1.csv", ImportFolder.Text(SomeBars.Range(0, 10)));
        var second = folder.Write("2.csv", ImportFolder.Text(SomeBars.Range(8, 10, shift: 0.5)));

        var refusal = Assert.Throws<BadInputException>(() => folder.Import([first, second]));

        Assert.StartsWith($"{second}, line 2: conflict: 2024-01-01T00:08:00Z is already on line 10 of {first} with other values", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Repair.KeepFirst, 0, 5, 0)]
    [InlineData(Repair.KeepLast, 0.5, 0, 5)]
    public void Import_ConflictWithStoredBars_IsKeptOrReplacedWhenChosen(Repair repair, double shift, long kept, long replaced)
    {
        folder.Import(folder.Write("1.csv", ImportFolder.Text(SomeBars.Range(0, 10))));

        var result = folder.Import(folder.Write("2.csv", ImportFolder.Text(SomeBars.Range(5, 10, shift: 0.5))), repair);

        Assert.Equal((kept, replaced, 5L), (result.Outcome.Kept, result.Outcome.Replaced, result.Repaired));
        Assert.Equal(SomeBars.Bar(5, shift), folder.Stored(SomeBars.Minute)[5]);
    }

    [Fact]
    public void Import_FilesOfDifferentIntervals_AreRefused()
    {
        var minutes = folder.Write("1m.csv", ImportFolder.Text(SomeBars.Range(0, 10)));
        var fives = folder.Write("5m.csv", ImportFolder.Text(SomeBars.Of(Enumerable.Range(0, 10).Select(i => i * 5))));

        Assert.Equal($"{fives}: holds 5m bars, but {minutes} holds 1m bars; import them one after the other",
            Assert.Throws<BadInputException>(() => folder.Import([minutes, fives])).Message);
    }

    [Fact]
    public void Import_SameCultureOrAnother_ReadsTheSame()
    {
        var path = folder.Write("a.csv", ImportFolder.Text(SomeBars.Range(0, 10, shift: 0.25)));
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
            Assert.Equal(SomeBars.All(SomeBars.Range(0, 10, shift: 0.25)), SomeBars.All(BarFileReader.Read(path).Bars));
            Assert.Contains("open 109.25 high 111.25", Assert.Throws<BadInputException>(() => BarFileReader.Read(folder.Write("b.csv", File.ReadAllText(path) + "1704067740000,109.25,111.25,108.25,110.25,9\n"))).Message, StringComparison.Ordinal);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Import_Canceled_StoresNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var path = folder.Write("a.csv", ImportFolder.Text(SomeBars.Range(0, 10)));

        Assert.ThrowsAny<OperationCanceledException>(() => new MarketImporter(folder.Catalog, SomeBars.Bitcoin, new ReadOptions()).Import([path], null, source.Token));
        Assert.Equal("none", folder.Home.CatalogFingerprint());
    }

    [Fact]
    public void Import_Progress_ReachesTheBytesOfAllFiles()
    {
        string[] paths = [folder.Write("1.csv", ImportFolder.Text(SomeBars.Range(0, 100))), folder.WriteGzip("2.csv.gz", ImportFolder.Text(SomeBars.Range(100, 100)))];
        var reported = new Reported();

        new MarketImporter(folder.Catalog, SomeBars.Bitcoin, new ReadOptions()).Import(paths, reported);

        Assert.Equal(MarketImporter.BytesOf(paths), reported.Last);
    }

    private sealed class Reported : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value)
        {
            Assert.True(value >= Last);
            Last = value;
        }
    }
}
