using System.Text;
using Tidemark.Storage.Import;
using Tidemark.Tests.Storage.Catalog;

namespace Tidemark.Tests.Storage.Import;

/// <summary>Whatever is wrong with a file is said in one line with file, line and reason, and the catalog stays as it was, byte for byte.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Good1 = "1704067200000,100,102,99,101,5\n";
    private const string Good2 = "1704067260000,101,103,100,102,5\n";
    private const string Good3 = "1704067320000,102,104,101,103,5\n";
    private const string Head = ImportFolder.Header + "\n";
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Name, text, line (0 for none) and a part of the reason.</summary>
    public static TheoryData<string, string, int, string> BadTexts() => new()
    {
        { "letters", Head + Good1 + "1704067260000,abc,103,100,102,5\n", 3, "open 'abc' is not a number" },
        { "NaN", Head + Good1 + "1704067260000,101,NaN,100,102,5\n", 3, "high 'NaN' is not a finite number" },
        { "infinite", Head + Good1 + "1704067260000,101,103,100,102,Infinity\n", 3, "volume 'Infinity' is not a finite number" },
        { "minus infinite", Head + Good1 + "1704067260000,101,103,-inf,102,1\n", 3, "low '-inf' is not a finite number" },
        { "too large", Head + Good1 + "1704067260000,101,1e999,100,102,1\n", 3, "high '1e999' is too large" },
        { "hexadecimal", Head + Good1 + "1704067260000,0x65,103,100,102,5\n", 3, "open '0x65' is not a number" },
        { "thousands", Head + Good1 + "1704067260000,\"1,010\",103,100,102,5\n", 3, "open '1,010' is not a number: write a point" },
        { "empty field", Head + Good1 + "1704067260000,101,103,,102,5\n", 3, "low is empty" },
        { "negative price", Head + Good1 + "1704067260000,-101,103,-100,102,5\n", 3, "price is not positive" },
        { "zero price", Head + Good1 + "1704067260000,0,103,0,102,5\n", 3, "price is not positive" },
        { "negative volume", Head + Good1 + Good2 + "1704067320000,102,104,101,103,-5\n", 4, "volume is negative" },
        { "high below low", Head + Good1 + "1704067260000,101,100,103,102,5\n", 3, "high is below low: open 101 high 100 low 103 close 102 volume 5" },
        { "open outside", Head + Good1 + "1704067260000,104,103,100,102,5\n", 3, "open is outside high and low" },
        { "close outside", Head + Good1 + "1704067260000,101,103,100,99,5\n", 3, "close is outside high and low" },
        { "duplicate", Head + Good1 + Good2 + Good2, 4, "duplicate: 2024-01-01T00:01:00Z is already on line 3 with the same values" },
        { "conflict", Head + Good1 + Good2 + "1704067260000,101,103,100,102.5,5\n", 4, "conflict: 2024-01-01T00:01:00Z is already on line 3 with other values" },
        { "out of order", Head + Good1 + Good3 + Good2, 4, "out of order: 2024-01-01T00:01:00Z follows 2024-01-01T00:02:00Z" },
        { "duplicate after others", Head + Good1 + Good2 + Good3 + Good1, 5, "out of order" },
        { "too few columns", Head + Good1 + "1704067260000,101,103,100,102\n", 3, "5 columns instead of 6" },
        { "too many columns", Head + Good1 + "1704067260000,101,103,100,102,5,6\n", 3, "7 columns instead of 6" },
        { "cut", Head + Good1 + "1704067260000,101,103,10", 3, "4 columns instead of 6" },
        { "one column", Head + Good1 + "oops\n", 3, "1 column instead of 6" },
        { "header again", Head + Good1 + Head + Good2, 3, "time_ms 'time_ms' is not a time" },
        { "open quote", Head + Good1 + "1704067260000,\"101,103,100,102,5\n", 3, "a quoted field is not closed" },
        { "text after quote", Head + Good1 + "1704067260000,\"101\"x,103,100,102,5\n", 3, "text after a closing quote" },
        { "time is no time", Head + Good1 + "yesterday,101,103,100,102,5\n", 3, "time_ms 'yesterday' is not a time" },
        { "time too late", Head + Good1 + "99999999999999999,101,103,100,102,5\n", 3, "is a time beyond the year 2261" },
        { "day first", "date,open,high,low,close,volume\n31/01/2024,1,2,1,2,3\n", 2, "write the year first" },
        { "seconds called milliseconds", Head + "1704067200,100,102,99,101,5\n1704067260,101,103,100,102,5\n1704067320,101,103,100,102,5\n", 2, "no 1m bar opens at 1970-01-20" },
        { "first row bad", Head + "1704067200000,100,102,99,x,5\n", 2, "close 'x' is not a number" },
        { "no header, first row bad", "1704067200000,100,102,99,x,5\n" + Good2, 1, "close 'x' is not a number" },
        { "unaligned", Head + Good1 + "1704067260001,101,103,100,102,5\n" + Good3, 3, "no 1m bar opens at 2024-01-01T00:01:00.001Z" },
        { "wrong interval", Head + Good1 + "1704067500000,101,103,100,102,5\n1704067800000,101,103,100,102,5\n", 3, "wrong interval: these are 5m bars, not 1m" },
        { "unknown header", "a,b,c,d,e,f\n" + Good1, 1, "neither a header nor a row of a known layout" },
        { "no time", "open,high,low,close,volume\n1,2,1,2,3\n", 1, "the header names no column of times" },
        { "no close", "time,open,high,low,volume\n1704067200,1,2,1,3\n", 1, "the header names no column of close" },
        { "two closes", "time,open,high,low,close,close,volume\n1704067200,1,2,1,3,3,1\n", 1, "the header names 2 columns of close" },
        { "two symbols", "time,symbol,open,high,low,close,volume\n1704067200,A,1,2,1,2,1\n1704067260,B,1,2,1,2,1\n", 3, "the symbol changes from 'A' to 'B'" },
        { "json", "[[1704067200000,1,2,1,2,3]]\n", 1, "neither a header nor a row" },
        { "long line", Head + Good1 + new string('7', 300_000) + "\n", 3, "longer than" },
        { "empty", "", 0, "the file is empty" },
        { "blank", "\n\n  \n", 0, "neither a header nor a row" },
        { "header only", Head, 0, "there is only a header" },
        { "header only, no newline", ImportFolder.Header, 0, "there is only a header" },
        { "binary", "\u0001\u0002\u0003" + Head + Good1, 0, "binary" },
        { "zeros", Head + Good1 + new string('\0', 100), 0, "binary" },
    };

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void Import_BadText_NamesFileLineAndReasonAndChangesNothing(string name, string text, int line, string reason)
    {
        folder.Import(folder.Write("before.csv", ImportFolder.Text(SomeBars.Range(5000, 3))));
        var before = folder.Home.CatalogFingerprint();
        var good = folder.Write("good.csv", ImportFolder.Text(SomeBars.Range(100, 50)));
        foreach (var path in (string[])[folder.Write(name + ".csv", text), folder.WriteGzip(name + ".csv.gz", text), folder.WriteZip(name + ".zip", ("x.csv", Encoding.UTF8.GetBytes(text)))])
        {
            var refusal = Assert.Throws<BadInputException>(() => folder.Import([good, path], interval: SomeBars.Minute));

            Assert.StartsWith(line == 0 ? $"{path}: " : $"{path}, line {line}: ", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
            Assert.DoesNotContain('\0', refusal.Message);
            Assert.Equal(before, folder.Home.CatalogFingerprint());
        }
    }

    [Fact]
    public void Import_IntoAnEmptyHome_LeavesNoCatalogBehindWhenItFails()
    {
        Assert.Throws<BadInputException>(() => folder.Import(folder.Write("a.csv", Head + Good2 + Good1 + Good3)));

        Assert.Equal("none", folder.Home.CatalogFingerprint());
    }

    [Fact]
    public void Import_GzipCutAtAnyByte_IsRefused()
    {
        var whole = ImportFolder.Gzip(Encoding.UTF8.GetBytes(ImportFolder.Text(SomeBars.Range(0, 40))));
        for (var length = 1; length < whole.Length; length++)
        {
            var path = folder.Write("cut.csv.gz", whole[..length]);
            var refusal = Assert.Throws<BadInputException>(() => BarFileReader.Read(path));
            Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
            if (length > 20) Assert.Contains("cut off or damaged", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Import_GzipWithAnyBitChanged_IsRefusedOrTheSame()
    {
        var expected = SomeBars.Range(0, 30);
        var whole = ImportFolder.Gzip(Encoding.UTF8.GetBytes(ImportFolder.Text(expected)));
        for (var bit = 0; bit < whole.Length * 8; bit += 3)
        {
            var changed = (byte[])whole.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefusedOrSame(folder.Write("changed.csv.gz", changed), expected);
        }
    }

    [Fact]
    public void Import_ZipWithAnyBitChanged_IsRefusedOrTheSame()
    {
        var expected = SomeBars.Range(0, 30);
        var path = folder.WriteZip("whole.zip", ("a.csv", Encoding.UTF8.GetBytes(ImportFolder.Text(expected))));
        var whole = File.ReadAllBytes(path);
        for (var bit = 0; bit < whole.Length * 8; bit += 3)
        {
            var changed = (byte[])whole.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefusedOrSame(folder.Write("changed.zip", changed), expected);
        }
    }

    [Fact]
    public void Import_GzipWithSomethingBehind_IsRefused()
    {
        var gzip = ImportFolder.Gzip(Encoding.UTF8.GetBytes(Head + Good1 + Good2));

        var refusal = Assert.Throws<BadInputException>(() => BarFileReader.Read(folder.Write("a.csv.gz", [.. gzip, .. "hello"u8])));

        Assert.Contains("after the end of the gzip data", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_FolderOrMissingFile_IsRefusedWithAHint()
    {
        var path = folder.Write("bitfinex.csv", Head + Good1);

        Assert.Contains($"{folder.Home.Folder} is a folder", Assert.Throws<BadInputException>(() => folder.Import(folder.Home.Folder)).Message, StringComparison.Ordinal);
        var missing = Assert.Throws<BadInputException>(() => folder.Import([path, folder.Path("bitfinx.csv")]));
        Assert.Equal($"{folder.Path("bitfinx.csv")}: there is no such file; did you mean 'bitfinex.csv'?", missing.Message);
    }

    [Fact]
    public void Import_ZipWithoutTable_SaysWhatItHolds()
    {
        var path = folder.WriteZip("a.zip", ("readme.md", "x"u8.ToArray()));

        Assert.Equal($"{path}: the zip archive holds no .csv file; it holds readme.md", Assert.Throws<BadInputException>(() => folder.Import(path)).Message);
        Assert.Contains("it is empty", Assert.Throws<BadInputException>(() => folder.Import(folder.WriteZip("b.zip"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_BadRowInOneOfSeveralEntries_NamesTheEntry()
    {
        var path = folder.WriteZip("a.zip", ("1.csv", Encoding.UTF8.GetBytes(Head + Good1 + Good2)), ("2.csv", Encoding.UTF8.GetBytes(Head + Good3 + "x,1,2,3,4,5\n")));

        Assert.StartsWith($"{path} (2.csv), line 3: ", Assert.Throws<BadInputException>(() => folder.Import(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_Utf16_IsRefused() => Assert.Contains("UTF-16",
        Assert.Throws<BadInputException>(() => folder.Import(folder.Write("a.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Head + Good1)]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Import_BarsAndTradesTogether_IsRefused()
    {
        var bars = folder.Write("bars.csv", Head + Good1 + Good2);
        var trades = folder.Write("trades.csv", "1672531436,90.54,1.1\n");

        Assert.Equal($"{trades}: holds trades, but {bars} holds bars; import them one after the other", Assert.Throws<BadInputException>(() => folder.Import([bars, trades])).Message);
    }

    [Fact]
    public void Read_Trades_IsRefusedAsBars() => Assert.Contains("these are trades, not bars",
        Assert.Throws<BadInputException>(() => BarFileReader.Read(folder.Write("trades.csv", "1672531436,90.54,1.1\n"))).Message, StringComparison.Ordinal);

    private static void AssertRefusedOrSame(string path, BarColumns expected)
    {
        try
        {
            Assert.Equal(SomeBars.All(expected), SomeBars.All(BarFileReader.Read(path).Bars));
        }
        catch (BadInputException refusal)
        {
            Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
        }
    }
}
