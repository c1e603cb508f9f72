using Tidemark.Storage.Import;
using Tidemark.Storage.Import.Repairs;
using Tidemark.Tests.Storage.Catalog;

namespace Tidemark.Tests.Storage.Import;

/// <summary>Repairs do what their name says to the rows that need it, count them, and give the first as examples.</summary>
public sealed class RepairTests : IDisposable
{
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("skip")]
    [InlineData("skip-invalid")]
    public void SkipInvalid_BadRows_AreLeftOutAndReported(string repair)
    {
        var lines = Lines(10);
        lines[3] = "oops";
        lines[6] = lines[6].Replace("105", "1e", StringComparison.Ordinal);

        var result = Import(lines, repair);

        Assert.Equal([0, 1, 3, 4, 6, 7, 8, 9], Minutes());
        var applied = Assert.Single(result.Tables[0].Repairs);
        Assert.Equal(("skip-invalid", 2L), (applied.Name, applied.Rows));
        Assert.StartsWith("line 4: 1 column instead of 6", applied.Examples[0], StringComparison.Ordinal);
        Assert.StartsWith("line 7: open '1e' is not a number", applied.Examples[1], StringComparison.Ordinal);
        Assert.Equal((10L, 8L, 2L), (result.RowsRead, result.RowsKept, result.Repaired));
        Assert.Contains(result.Outcome.Series.Sources[0].Notes, note => note.StartsWith("skip-invalid: 2 rows (line 4: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Skip_ManyBadRows_KeepsThreeExamples()
    {
        var lines = Lines(20);
        for (var i = 5; i < 15; i++) lines[i] = "x";

        var applied = Assert.Single(Import(lines, "skip").Tables[0].Repairs);

        Assert.Equal((10L, 3), (applied.Rows, applied.Examples.Length));
    }

    [Fact]
    public void Skip_EveryRowBad_IsAnError()
    {
        var refusal = Assert.Throws<BadInputException>(() => Import([ImportFolder.Header, "x", "y"], "skip"));

        Assert.Contains("every row was left out: skip-invalid: 2 rows", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sort_RowsInNoOrder_AreAllKept()
    {
        var lines = Lines(10);
        (lines[3], lines[8]) = (lines[8], lines[3]);

        var result = Import(lines, "sort");

        Assert.Equal(Enumerable.Range(0, 10), Minutes());
        Assert.Equal("sort", Assert.Single(result.Tables[0].Repairs).Name);
    }

    [Fact]
    public void SkipUnordered_OneTimeFarAhead_CostsOneRow()
    {
        var lines = Lines(10);
        lines[2] = ImportFolder.Row(SomeBars.Bar(100_000)).TrimEnd('\n');

        var result = Import(lines, "skip-unordered");

        Assert.Equal([0, 2, 3, 4, 5, 6, 7, 8, 9], Minutes());
        Assert.Equal(1, Assert.Single(result.Tables[0].Repairs).Rows);
    }

    [Fact]
    public void SkipUnordered_Descending_KeepsMost()
    {
        var lines = Lines(10);
        lines.Reverse(1, 10);
        (lines[3], lines[4]) = (lines[4], lines[3]);

        Import(lines, "skip-unordered");

        Assert.Equal(9, Minutes().Count);
    }

    [Theory]
    [InlineData("drop-duplicates")]
    [InlineData("keep-first")]
    [InlineData("keep-last")]
    [InlineData("skip")]
    public void Duplicates_Identical_AreKeptOnce(string repair)
    {
        var lines = Lines(5);
        lines.Insert(3, lines[2]);

        var applied = Assert.Single(Import(lines, repair).Tables[0].Repairs);

        Assert.Equal(Enumerable.Range(0, 5), Minutes());
        Assert.Equal(("drop-duplicates", 1L), (applied.Name, applied.Rows));
    }

    [Theory]
    [InlineData("keep-first", 0, false)]
    [InlineData("keep-last", 7, false)]
    [InlineData("skip", 0, false)]
    [InlineData("skip,keep-last", 7, false)]
    [InlineData("keep-first", 0, true)]
    [InlineData("keep-last", 7, true)]
    public void Duplicates_Conflicting_FollowTheOrderOfTheFile(string repair, double expectedShift, bool descending)
    {
        var lines = Lines(5);
        if (descending) lines.Reverse(1, 5);
        var place = lines.FindIndex(line => line == ImportFolder.Row(SomeBars.Bar(2)).TrimEnd('\n'));
        lines.Insert(place + 1, ImportFolder.Row(SomeBars.Bar(2, 7)).TrimEnd('\n'));

        Import(lines, repair);

        Assert.Equal(SomeBars.Bar(2, expectedShift), folder.Stored(SomeBars.Minute)[2]);
    }

    [Fact]
    public void DropDuplicates_Conflicting_IsStillAnError()
    {
        var lines = Lines(5);
        lines.Insert(3, ImportFolder.Row(SomeBars.Bar(1, 7)).TrimEnd('\n'));

        Assert.Contains("line 4: conflict", Assert.Throws<BadInputException>(() => Import(lines, "drop-duplicates")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("skip-unaligned")]
    public void SkipUnaligned_OddTimes_AreLeftOut(string repair)
    {
        var lines = Lines(5);
        lines.Insert(3, "1704067290000,1,1,1,1,1");

        var result = Import(lines, repair, SomeBars.Minute);

        Assert.Equal(Enumerable.Range(0, 5), Minutes());
        Assert.Equal("skip-unaligned", Assert.Single(result.Tables[0].Repairs).Name);
    }

    [Theory]
    [InlineData("fill")]
    [InlineData("fill-gaps")]
    public void Fill_Gaps_GetFlatBarsWithoutVolume(string repair)
    {
        var result = Import([ImportFolder.Header, .. ((int[])[0, 1, 5, 6, 9]).Select(minute => ImportFolder.Row(SomeBars.Bar(minute)).TrimEnd('\n'))], repair);

        var bars = folder.Stored(SomeBars.Minute);
        Assert.Equal(Enumerable.Range(0, 10), Minutes());
        Assert.Equal(new Bar(SomeBars.Time(3), 102, 102, 102, 102, 0), bars[3]);
        Assert.Equal(new Bar(SomeBars.Time(8), 107, 107, 107, 107, 0), bars[8]);
        Assert.Equal((5L, 5L, 2), (result.Filled, result.Repaired, result.FilledGaps.Length));
        Assert.Equal(0, result.Outcome.Series.GapCount);
        Assert.Contains(result.Outcome.Series.Sources, source => source is { Layout: "filled", Rows: 5 });
    }

    [Fact]
    public void Fill_BetweenStoredBars_NeverReplacesThem()
    {
        folder.Import(folder.Write("stored.csv", ImportFolder.Text(SomeBars.Of([4, 5]))));

        folder.Import(folder.Write("new.csv", ImportFolder.Text(SomeBars.Of([0, 1, 8, 9]))), Repair.FillGaps);

        var bars = folder.Stored(SomeBars.Minute);
        Assert.Equal(Enumerable.Range(0, 10), Minutes());
        Assert.Equal(SomeBars.Bar(5), bars[5]);
        Assert.Equal(106, bars[6].Close);
    }

    [Fact]
    public void Fill_SeveralFiles_FillsBetweenThemWhateverTheirOrder()
    {
        var first = folder.Write("1.csv", ImportFolder.Text(SomeBars.Of([0, 1, 2])));
        var second = folder.Write("2.csv", ImportFolder.Text(SomeBars.Of([6, 7])));

        Assert.Equal(3, folder.Import([second, first], Repair.FillGaps).Filled);
        Assert.Equal(Enumerable.Range(0, 8), Minutes());
    }

    [Fact]
    public void Fill_AnAbsurdGap_IsRefused()
    {
        var path = folder.Write("a.csv", "time,open,high,low,close,volume\n1000000000,1,1,1,1,1\n1000000001,1,1,1,1,1\n1000000002,1,1,1,1,1\n1700000000,1,1,1,1,1\n");

        Assert.Contains("fill would make", Assert.Throws<BadInputException>(() => folder.Import(path, Repair.FillGaps)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("skp", "did you mean 'skip'?")]
    [InlineData("keep-first,keep-last", "contradict")]
    [InlineData("sort,skip-unordered", "contradict")]
    public void Names_UnknownOrContradicting_AreRefused(string names, string reason) =>
        Assert.Contains(reason, Assert.Throws<BadInputException>(() => RepairNames.Parse([names])).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_ParticularOnes_WinOverSkip()
    {
        Assert.Equal(Repair.None, RepairNames.Parse(["skip", "keep-last"]) & Repair.KeepFirst);
        Assert.Equal(Repair.None, RepairNames.Parse(["sort", "SKIP"]) & Repair.SkipUnordered);
    }

    [Fact]
    public void Skip_DamagedGzip_IsStillRefused()
    {
        var gzip = ImportFolder.Gzip(System.Text.Encoding.UTF8.GetBytes(ImportFolder.Text(SomeBars.Range(0, 200))));
        gzip[gzip.Length / 2] ^= 0x55;

        Assert.Throws<BadInputException>(() => folder.Import(folder.Write("a.csv.gz", gzip), Repair.Skip));
    }

    private static List<string> Lines(int count) => [.. ImportFolder.Text(SomeBars.Range(0, count)).TrimEnd('\n').Split('\n')];

    private ImportResult Import(IEnumerable<string> lines, string repair, Interval? interval = null) =>
        folder.Import(folder.Write("a.csv", string.Join('\n', lines) + "\n"), RepairNames.Parse([repair]), interval);

    private List<int> Minutes() => [.. SomeBars.All(folder.Stored(SomeBars.Minute)).Select(bar => (int)((bar.OpenTime - SomeBars.Time(0)).Nanoseconds / Duration.NanosecondsPerMinute))];
}
